import { createAccessKey } from './operations/create-access-key.ts';
import { createLoginProfile } from './operations/create-login-profile.ts';
import { createServiceSpecificCredential } from './operations/create-service-specific-credential.ts';
import { createVirtualMFADevice } from './operations/create-virtual-mfa-device.ts';
import { deactivateMFADevice } from './operations/deactivate-mfa-device.ts';
import { deleteAccessKey } from './operations/delete-access-key.ts';
import { deleteAccountPasswordPolicy } from './operations/delete-account-password-policy.ts';
import { deleteLoginProfile } from './operations/delete-login-profile.ts';
import { deleteServerCertificate } from './operations/delete-server-certificate.ts';
import { deleteServiceSpecificCredential } from './operations/delete-service-specific-credential.ts';
import { deleteSigningCertificate } from './operations/delete-signing-certificate.ts';
import { deleteSSHPublicKey } from './operations/delete-ssh-public-key.ts';
import { deleteVirtualMFADevice } from './operations/delete-virtual-mfa-device.ts';
import { enableMFADevice } from './operations/enable-mfa-device.ts';
import { getAccountPasswordPolicy } from './operations/get-account-password-policy.ts';
import { getLoginProfile } from './operations/get-login-profile.ts';
import { getMFADevice } from './operations/get-mfa-device.ts';
import { getServerCertificate } from './operations/get-server-certificate.ts';
import { getSSHPublicKey } from './operations/get-ssh-public-key.ts';
import { listAccessKeys } from './operations/list-access-keys.ts';
import { listMFADeviceTags } from './operations/list-mfa-device-tags.ts';
import { listMFADevices } from './operations/list-mfa-devices.ts';
import { listServerCertificateTags } from './operations/list-server-certificate-tags.ts';
import { listServerCertificates } from './operations/list-server-certificates.ts';
import { listServiceSpecificCredentials } from './operations/list-service-specific-credentials.ts';
import { listSigningCertificates } from './operations/list-signing-certificates.ts';
import { listSSHPublicKeys } from './operations/list-ssh-public-keys.ts';
import { listVirtualMFADevices } from './operations/list-virtual-mfa-devices.ts';
import { resetServiceSpecificCredential } from './operations/reset-service-specific-credential.ts';
import { resyncMFADevice } from './operations/resync-mfa-device.ts';
import { tagMFADevice } from './operations/tag-mfa-device.ts';
import { tagServerCertificate } from './operations/tag-server-certificate.ts';
import { untagMFADevice } from './operations/untag-mfa-device.ts';
import { untagServerCertificate } from './operations/untag-server-certificate.ts';
import { updateAccessKey } from './operations/update-access-key.ts';
import { updateAccountPasswordPolicy } from './operations/update-account-password-policy.ts';
import { updateLoginProfile } from './operations/update-login-profile.ts';
import { updateServerCertificate } from './operations/update-server-certificate.ts';
import { updateServiceSpecificCredential } from './operations/update-service-specific-credential.ts';
import { updateSigningCertificate } from './operations/update-signing-certificate.ts';
import { updateSSHPublicKey } from './operations/update-ssh-public-key.ts';
import { uploadServerCertificate } from './operations/upload-server-certificate.ts';
import { uploadSigningCertificate } from './operations/upload-signing-certificate.ts';
import { uploadSSHPublicKey } from './operations/upload-ssh-public-key.ts';

/** Keys, passwords, second factors and certificates. */
export const CREDENTIALS = [
  createAccessKey,
  createLoginProfile,
  createServiceSpecificCredential,
  createVirtualMFADevice,
  deactivateMFADevice,
  deleteAccessKey,
  deleteAccountPasswordPolicy,
  deleteLoginProfile,
  deleteServerCertificate,
  deleteServiceSpecificCredential,
  deleteSigningCertificate,
  deleteSSHPublicKey,
  deleteVirtualMFADevice,
  enableMFADevice,
  getAccountPasswordPolicy,
  getLoginProfile,
  getMFADevice,
  getServerCertificate,
  getSSHPublicKey,
  listAccessKeys,
  listMFADevices,
  listMFADeviceTags,
  listServerCertificates,
  listServerCertificateTags,
  listServiceSpecificCredentials,
  listSigningCertificates,
  listSSHPublicKeys,
  listVirtualMFADevices,
  resetServiceSpecificCredential,
  resyncMFADevice,
  tagMFADevice,
  tagServerCertificate,
  untagMFADevice,
  untagServerCertificate,
  updateAccessKey,
  updateAccountPasswordPolicy,
  updateLoginProfile,
  updateServerCertificate,
  updateServiceSpecificCredential,
  updateSigningCertificate,
  updateSSHPublicKey,
  uploadServerCertificate,
  uploadSigningCertificate,
  uploadSSHPublicKey,
];
