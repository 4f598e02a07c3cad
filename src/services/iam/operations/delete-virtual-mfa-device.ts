import { DeleteVirtualMFADevice } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onMfaDevice } from '../mfa.ts';
import { deleteMfaDeviceRow } from '../mfa-tables.ts';
import { operation } from '../parts.ts';

export const deleteVirtualMFADevice = operation(DeleteVirtualMFADevice)
  .access(onMfaDevice('iam:DeleteVirtualMFADevice'))
  .handle(async ({ resource: { row }, error }) => {
    if (row.holder !== null) throw error('DeleteConflict', IN_USE);
    const { account, serial, revision } = row;
    return { output: {}, changes: [change(deleteMfaDeviceRow, { account, serial, revision })] };
  });

const IN_USE = 'MFA VirtualDevice in use. Must deactivate first.';
