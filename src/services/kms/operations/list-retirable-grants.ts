import { parseArn } from '../../../base/arn.ts';
import { ListRetirableGrants } from '../../../generated/kms.ts';
import type { ListRetirableGrantsRequest } from '../../../generated/kms.types.ts';
import { AwsError } from '../../../model/model.ts';
import type { Resource } from '../../../operation/operation.ts';
import { compile } from '../../../policy/compile.ts';
import { bindPrincipal, showGrants } from '../grant.ts';
import { selectRetirableGrants } from '../grant-tables.ts';
import { GRANT_LIMITS, page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listRetirableGrants = operation(ListRetirableGrants)
  .access({ action: 'kms:ListRetirableGrants', on: retiringOf })
  .handle(async (call) => {
    const { input, request, store, parts, principals } = call;
    const retiring =
      input.RetiringServicePrincipal ?? (await bindPrincipal(input.RetiringPrincipal!, principals));
    const list = `ListRetirableGrants ${retiring}`;
    const listing = { keyring: parts.keyring, asking: call, list };
    const length = pageLength(input, GRANT_LIMITS);
    const after = pageStart(input, listing);
    const found = await store.all(selectRetirableGrants, {
      region: request.region,
      retiring: retiring ?? '-',
      after,
      count: length + 1,
    });
    const { shown, more } = page(found, length, listing, ({ id }) => id);
    return { output: { Grants: await showGrants(shown, principals), ...more } };
  });

/** Permission is asked on the retiring principal. He is of the caller's account: no other lets anybody ask. */
function retiringOf(input: ListRetirableGrantsRequest): Resource {
  const { RetiringPrincipal, RetiringServicePrincipal } = input;
  if ((RetiringPrincipal === undefined) === (RetiringServicePrincipal === undefined)) {
    throw new AwsError('ValidationException', ONE);
  }
  if (RetiringServicePrincipal !== undefined) return serviceItself(RetiringServicePrincipal);
  const account = parseArn(RetiringPrincipal!)?.account;
  if (!account || !/^\d{12}$/.test(account)) throw new AwsError('InvalidArnException', NOBODY);
  return { arn: RetiringPrincipal!, account };
}

/** A service may list what it may retire itself, and nobody else may ask for that. */
function serviceItself(service: string): Resource {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'kms:ListRetirableGrants',
        Resource: '*',
      },
    ],
  });
  const document = compile(text, 'resource');
  return {
    arn: '*',
    account: '',
    weight: 'necessary',
    policy: { type: 'resource', label: `grants of ${service}`, document },
  };
}

const ONE = 'You must specify either RetiringPrincipal or RetiringServicePrincipal, but not both.';
const NOBODY = 'ARN does not refer to a valid principal';
