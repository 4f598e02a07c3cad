import { utf8 } from '../../../base/bytes.ts';
import { UploadServerCertificate } from '../../../generated/iam.ts';
import type { UploadServerCertificateRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { uniqueId } from '../first-user.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import {
  readServerCertificate,
  serverCertificateTaken,
  serverCertificateToBe,
  shownServerCertificate,
} from '../server-certificate.ts';
import {
  insertServerCertificate,
  selectServerCertificateByName,
} from '../server-certificate-tables.ts';
import { shownTags } from '../tag-pairs.ts';
import { hasTags, newTags } from '../tags.ts';

const named = ({
  ServerCertificateName: name,
  Path: path = '/',
}: UploadServerCertificateRequest) => ({
  name,
  path,
});

export const uploadServerCertificate = operation(UploadServerCertificate)
  .access({
    action: 'iam:UploadServerCertificate',
    on: (input, { caller }) => serverCertificateToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .also('tagging', {
    action: 'iam:TagServerCertificate',
    on: (input, { caller }) => serverCertificateToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, random, parts, now, error } = call;
    const { account, arn } = resource;
    const { name, path } = named(input);
    const { CertificateBody: body, PrivateKey: key, CertificateChain: chain } = input;
    const { notAfter } = readServerCertificate({ body, key, chain }, error);
    const tags = newTags(input.Tags, error);
    const name_key = name.toLowerCase();
    if (await store.one(selectServerCertificateByName, { account, name_key }))
      throw error('EntityAlreadyExists', serverCertificateTaken(name));
    const room = await oneMore(call, 'serverCertificate', account);
    const id = uniqueId(random, 'ASCA');
    const row = {
      id,
      account,
      name,
      name_key,
      path,
      arn,
      body,
      chain: chain ?? null,
      sealed: parts.keyring.seal('private-key', id, utf8(key)),
      expires_at: notAfter,
      tags,
      created_at: now,
      revision: 1,
    };
    return {
      output: { ServerCertificateMetadata: shownServerCertificate(row), Tags: shownTags(tags) },
      changes: [...room, change(insertServerCertificate, row)],
    };
  });
