import { createAccessKey } from './operations/create-access-key.ts';
import { createLoginProfile } from './operations/create-login-profile.ts';
import { createVirtualMFADevice } from './operations/create-virtual-mfa-device.ts';
import { deactivateMFADevice } from './operations/deactivate-mfa-device.ts';
import { deleteAccessKey } from './operations/delete-access-key.ts';
import { deleteAccountPasswordPolicy } from './operations/delete-account-password-policy.ts';
import { deleteLoginProfile } from './operations/delete-login-profile.ts';
import { deleteVirtualMFADevice } from './operations/delete-virtual-mfa-device.ts';
import { enableMFADevice } from './operations/enable-mfa-device.ts';
import { getAccountPasswordPolicy } from './operations/get-account-password-policy.ts';
import { getLoginProfile } from './operations/get-login-profile.ts';
import { getMFADevice } from './operations/get-mfa-device.ts';
import { listAccessKeys } from './operations/list-access-keys.ts';
import { listMFADeviceTags } from './operations/list-mfa-device-tags.ts';
import { listMFADevices } from './operations/list-mfa-devices.ts';
import { listVirtualMFADevices } from './operations/list-virtual-mfa-devices.ts';
import { resyncMFADevice } from './operations/resync-mfa-device.ts';
import { tagMFADevice } from './operations/tag-mfa-device.ts';
import { untagMFADevice } from './operations/untag-mfa-device.ts';
import { updateAccessKey } from './operations/update-access-key.ts';
import { updateAccountPasswordPolicy } from './operations/update-account-password-policy.ts';
import { updateLoginProfile } from './operations/update-login-profile.ts';

/** Keys, passwords, second factors and certificates. */
export const CREDENTIALS = [
  createAccessKey,
  createLoginProfile,
  createVirtualMFADevice,
  deactivateMFADevice,
  deleteAccessKey,
  deleteAccountPasswordPolicy,
  deleteLoginProfile,
  deleteVirtualMFADevice,
  enableMFADevice,
  getAccountPasswordPolicy,
  getLoginProfile,
  getMFADevice,
  listAccessKeys,
  listMFADevices,
  listMFADeviceTags,
  listVirtualMFADevices,
  resyncMFADevice,
  tagMFADevice,
  untagMFADevice,
  updateAccessKey,
  updateAccountPasswordPolicy,
  updateLoginProfile,
];
