import { ListServerCertificates } from '../../../generated/iam.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';
import { under } from '../paths.ts';
import { shownServerCertificate } from '../server-certificate.ts';
import { selectServerCertificates } from '../server-certificate-tables.ts';

export const listServerCertificates = operation(ListServerCertificates)
  .access({ action: 'iam:ListServerCertificates', on: under('server-certificate') })
  .handle(async (call) => {
    const { account } = call.caller;
    const prefix = call.input.PathPrefix ?? '/';
    const { shown, more } = await pageOf(call, `server certificates under ${prefix}`, {
      read: (after, count) =>
        call.store.all(selectServerCertificates, { account, prefix, after, count }),
      key: ({ name_key }) => name_key,
    });
    const ServerCertificateMetadataList = shown.map(shownServerCertificate);
    return { output: { ServerCertificateMetadataList, ...more } };
  });
