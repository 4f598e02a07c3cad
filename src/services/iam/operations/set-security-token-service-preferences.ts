import { SetSecurityTokenServicePreferences } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { upsertSetting } from '../setting-tables.ts';
import { TOKEN_VERSION } from '../token-version.ts';

export const setSecurityTokenServicePreferences = operation(SetSecurityTokenServicePreferences)
  .access({ action: 'iam:SetSecurityTokenServicePreferences', on: anything })
  .handle(async ({ input, caller: { account }, now }) => {
    const value = input.GlobalEndpointTokenVersion;
    const setting = { owner: account, name: TOKEN_VERSION, value, at: now };
    return { output: {}, changes: [change(upsertSetting, setting)] };
  });
