import { UpdateServerCertificate } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import {
  onServerCertificate,
  serverCertificateTaken,
  serverCertificateToBe,
} from '../server-certificate.ts';
import {
  renameServerCertificate,
  selectServerCertificateByName,
} from '../server-certificate-tables.ts';

export const updateServerCertificate = operation(UpdateServerCertificate)
  .access(onServerCertificate('iam:UpdateServerCertificate'))
  .handle(async ({ input, resource: { row }, store, error, demand }) => {
    const { id, revision, account } = row;
    const name = input.NewServerCertificateName ?? row.name;
    const path = input.NewPath ?? row.path;
    if (name === row.name && path === row.path) return { output: {} };
    const to = serverCertificateToBe(account, { path, name });
    const { arn } = await demand('iam:UpdateServerCertificate', to);
    const name_key = name.toLowerCase();
    const there = await store.one(selectServerCertificateByName, { account, name_key });
    if (there && there.id !== id) throw error('EntityAlreadyExists', serverCertificateTaken(name));
    const renamed = { id, revision, name, name_key, path, arn };
    return { output: {}, changes: [change(renameServerCertificate, renamed)] };
  });
