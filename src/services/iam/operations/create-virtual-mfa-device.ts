import { utf8 } from '../../../base/bytes.ts';
import { base32 } from '../../../crypto/totp.ts';
import { CreateVirtualMFADevice } from '../../../generated/iam.ts';
import type { CreateVirtualMFADeviceRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { selectAliasOf } from '../account-tables.ts';
import { mfaDeviceToBe, sealSeed } from '../mfa.ts';
import { insertMfaDevice, type MfaDeviceRow, selectMfaDevice } from '../mfa-tables.ts';
import { operation } from '../parts.ts';
import { pngOf } from '../png.ts';
import { qrCode } from '../qr-code.ts';
import { shownTags } from '../tag-pairs.ts';
import { hasTags, newTags } from '../tags.ts';

const named = ({
  VirtualMFADeviceName: name,
  Path: path = '/',
}: CreateVirtualMFADeviceRequest) => ({
  name,
  path,
});

export const createVirtualMFADevice = operation(CreateVirtualMFADevice)
  .access({
    action: 'iam:CreateVirtualMFADevice',
    on: (input, { caller }) => mfaDeviceToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .also('tagging', {
    action: 'iam:TagMFADevice',
    on: (input, { caller }) => mfaDeviceToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async ({ input, resource, store, random, parts, now, error }) => {
    const { account, arn: serial } = resource;
    const { name, path } = named(input);
    const tags = newTags(input.Tags, error);
    if (serial.length > LONGEST) throw error('ValidationError', TOO_LONG);
    if (await store.one(selectMfaDevice, { account, serial }))
      throw error('EntityAlreadyExists', TAKEN);
    const seed = random.bytes(SEED_BYTES);
    const secret = base32(seed);
    const alias = await store.one(selectAliasOf, { account });
    const device: MfaDeviceRow = {
      account,
      serial,
      kind: 'app',
      name,
      path,
      sealed: sealSeed(parts.keyring, { account, serial }, seed),
      holder: null,
      enabled_at: 0,
      step: 0,
      drift: 0,
      tags,
      credential: null,
      created_at: now,
      revision: 1,
    };
    const uri = `otpauth://totp/${name}@${alias?.alias ?? account}?secret=${secret}`;
    return {
      output: {
        VirtualMFADevice: {
          SerialNumber: serial,
          Base32StringSeed: utf8(secret),
          QRCodePNG: pngOf(qrCode(uri), { scale: 4, margin: 4 }),
          Tags: shownTags(tags),
        },
      },
      changes: [change(insertMfaDevice, device)],
    };
  });

/** AWS's seeds are sixty-four digits of base32. */
const SEED_BYTES = 40;
/** The model's limit on serial numbers. */
const LONGEST = 256;

const TAKEN = 'MFADevice entity at the same path and name already exists.';
const TOO_LONG = 'The path and the name of the virtual MFA device are too long together.';
