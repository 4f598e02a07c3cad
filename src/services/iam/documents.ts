import { type Document, type DocumentKind, parseDocument } from '../../policy/document.ts';
import { policySize } from '../../policy/size.ts';

type Refuse = (code: 'MalformedPolicyDocument', message: string) => Error;

/** A document as answers show it: URL-encoded (RFC 3986). */
export const shownDocument = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Reads the document of a request, or says in AWS's words what is wrong with it. */
export function readDocument(text: string, kind: DocumentKind, error: Refuse): Document {
  const parsed = parseDocument(text, kind);
  if ('malformed' in parsed) throw error('MalformedPolicyDocument', parsed.malformed);
  return parsed.document;
}

/** Refuses a document that is larger than its quota; white space does not count. */
export function assertSize(
  text: string,
  quota: { readonly name: string; readonly most: number },
  error: (code: 'LimitExceeded', message: string) => Error,
): void {
  if (policySize(text) > quota.most) throw error('LimitExceeded', quotaExceeded(quota));
}

/** AWS's sentence for every quota that is used up. */
export const quotaExceeded = ({ name, most }: { name: string; most: number }): string =>
  `Cannot exceed quota for ${name}: ${most}`;
