import { GetRandomPassword } from '../../../generated/secretsmanager.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { randomPassword } from '../random-password.ts';

export const getRandomPassword = operation(GetRandomPassword)
  .access({ action: 'secretsmanager:GetRandomPassword', on: anything })
  .handle(async ({ input, random, error }) => {
    const drawn = randomPassword(random, input);
    if ('impossible' in drawn) {
      throw error('InvalidParameterException', IMPOSSIBLE[drawn.impossible]);
    }
    return { output: { RandomPassword: drawn.password } };
  });

const IMPOSSIBLE = {
  'too-short': 'Password length is too short based on the required types.',
  'no-characters': 'All characters have been excluded from selection.',
  'type-excluded': 'All characters of the desired type have been excluded.',
};
