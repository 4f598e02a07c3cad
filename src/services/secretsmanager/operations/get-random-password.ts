import { GetRandomPassword } from '../../../generated/secretsmanager.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { randomPassword } from '../random-password.ts';

export const getRandomPassword = operation(GetRandomPassword)
  .access({ action: 'secretsmanager:GetRandomPassword', on: anything })
  .handle(async ({ input, random, error }) => {
    const password = randomPassword(random, input);
    if (password === 'too-short') throw error('InvalidParameterException', TOO_SHORT);
    if (password === 'no-characters') throw error('InvalidParameterException', NO_CHARACTERS);
    return { output: { RandomPassword: password } };
  });

const TOO_SHORT = 'The password length is too short based on the required types.';
const NO_CHARACTERS = 'The password has no characters to choose from: all are excluded.';
