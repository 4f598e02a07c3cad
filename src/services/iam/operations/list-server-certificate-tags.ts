import { ListServerCertificateTags } from '../../../generated/iam.ts';
import { operation } from '../parts.ts';
import { onServerCertificate } from '../server-certificate.ts';
import { pageOfTags } from '../tags.ts';

export const listServerCertificateTags = operation(ListServerCertificateTags)
  .access(onServerCertificate('iam:ListServerCertificateTags'))
  .handle(async (call) => {
    const { id, tags } = call.resource.row;
    return { output: await pageOfTags(call, { id, tags }) };
  });
