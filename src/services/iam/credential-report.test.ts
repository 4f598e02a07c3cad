import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import { text } from '../../base/bytes.ts';
import { HOUR } from '../../base/clock.ts';
import {
  CreateLoginProfile,
  CreateUser,
  GenerateCredentialReport,
  GetCredentialReport,
  ListUsers,
  UpdateAccountPasswordPolicy,
} from '../../generated/iam.ts';

test('a report is made once in four hours, and has a line for each user', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const generate = async () => (await h.ask(root, GenerateCredentialReport, {})).State;
  const get = () => h.ask(root, GetCredentialReport, {});
  await assert.rejects(get(), { code: 'ReportNotPresent', status: 410 });
  const ann = await h.user('ann', ['iam:ListUsers']);
  await h.ask(ann, ListUsers, {});
  await h.ask(root, CreateUser, { UserName: 'bob,b' });
  await h.ask(root, UpdateAccountPasswordPolicy, { MaxPasswordAge: 1 });
  await h.ask(root, CreateLoginProfile, { UserName: 'bob,b', Password: 'Correct-horse' });
  assert.equal(await generate(), 'STARTED');
  await assert.rejects(get(), { code: 'ReportInProgress', status: 404 });
  assert.equal(await generate(), 'INPROGRESS');
  await h.tick();
  assert.equal(await generate(), 'COMPLETE');
  const { Content, ReportFormat } = await get();
  assert.equal(ReportFormat, 'text/csv');
  const lines = text(Content!).split('\n');
  assert.equal(
    lines[0],
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated',
  );
  const at = '2026-01-05T12:00:00+00:00';
  assert.deepEqual(lines.slice(1), [
    `<root_account>,arn:aws:iam::111111111111:root,${at},false,N/A,N/A,not_supported,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
    `ann,arn:aws:iam::111111111111:user/ann,${at},false,N/A,N/A,N/A,false,true,${at},${at},us-east-1,iam,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
    `"bob,b","arn:aws:iam::111111111111:user/bob,b",${at},true,no_information,${at},2026-01-06T12:00:00+00:00,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  ]);
  h.clock.advance(4 * HOUR);
  await assert.rejects(get(), { code: 'ReportExpired', status: 410 });
  assert.equal(await generate(), 'STARTED');
});
