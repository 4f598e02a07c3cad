import { arn, parseArn } from '../../../base/arn.ts';
import { strictText, utf8 } from '../../../base/bytes.ts';
import { Invoke } from '../../../generated/lambda.ts';
import { RehearseRotation } from '../../../generated/lockstead.ts';
import type { Check } from '../../../generated/lockstead.types.ts';
import { isBuiltIn } from '../../../operation/built-in-functions.ts';
import { serviceCaller } from '../../../operation/caller.ts';
import { aboutSecrets, demandSecret } from '../parts.ts';

/**
 * Goes through all that a built-in function would need for a secret, and changes nothing. Who asks could
 * have the secret rotated, and learns no value; it is read by the function's own session, as in a rotation.
 */
export const rehearseRotation = aboutSecrets(RehearseRotation)
  .open('the secret is found first, and then secretsmanager:RotateSecret is judged on it')
  .readOnly()
  .handleOnce(async (call) => {
    const { input, store, request, parts, ask, askAs, error } = call;
    const secret = await demandSecret(call, input.secretId, 'secretsmanager:RotateSecret');
    const own = await parts.rotations.functionOf(store, secret.arn);
    const named = input.rotationFunction;
    const functionArn =
      named !== undefined && isBuiltIn(named)
        ? arn('lambda', request.region, secret.account, `function:${named}`)
        : (named ?? own);
    if (functionArn === undefined) throw error('InvalidRequestException', NO_FUNCTION);
    if (!isBuiltIn(parseArn(functionArn)?.resource.split(':')[1] ?? ''))
      throw error('InvalidRequestException', notBuiltIn(functionArn));
    // As with RotateSecret: who names a function must be one who may invoke it.
    if (functionArn !== own)
      await ask(Invoke, { FunctionName: functionArn, InvocationType: 'DryRun' });
    const asking = serviceCaller(SECRETS_MANAGER, { arn: secret.arn, account: secret.account });
    const event = { Step: 'rehearse', SecretId: secret.arn, ClientRequestToken: '' };
    const { Payload, FunctionError } = await askAs(asking, Invoke, {
      FunctionName: functionArn,
      Payload: utf8(JSON.stringify(event)),
    });
    const said = JSON.parse(strictText(Payload!)!);
    if (FunctionError !== undefined)
      throw error('InvalidRequestException', `${said.errorType}: ${said.errorMessage}`);
    const checks = said as readonly Check[];
    return { output: { arn: secret.arn, rotationFunction: functionArn, checks } };
  });

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com';
const NO_FUNCTION =
  'No rotation function belongs to this secret. Name a built-in one to rehearse its rotation by that.';
const notBuiltIn = (functionArn: string): string =>
  `${functionArn} is not built in, and only its own code can tell what it needs: RotateSecret with RotateImmediately=false has it run its testSecret.`;
