import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';
import { blocksOf, typePages } from './shell-guide.ts';

// The README is run as it stands: one shell, one block after another, on a server that has just been
// started for the first time.

/** What each block prints, in the README's order. */
const PRINTS: readonly (readonly [heading: string, ...prints: readonly RegExp[]])[] = [
  ['Your first secret'],
  [
    'Your first secret',
    /"Arn": "arn:aws:iam::\d{12}:user\/administrator"/,
    /"ARN": "arn:aws:secretsmanager:us-east-1:\d{12}:secret:first-\w{6}"/,
    /\ncorrect horse battery staple\n$/,
  ],
  [
    'Share a secret with another account',
    /"Arn": "arn:aws:organizations::\d{12}:organization\/o-\w+"/,
    /"Arn": "arn:aws:iam::\d{12}:role\/app"/,
  ],
  ['Share a secret with another account'],
  [
    'Share a secret with another account',
    /"ARN": "arn:aws:secretsmanager:us-east-1:\d{12}:secret:prod\/db-\w{6}",\s+"Name": "prod\/db"/,
  ],
  ['Share a secret with another account'],
  ['Share a secret with another account', /^\{"username":"app","password":"s3cr3t"\}\n$/],
  ['Share a secret with another account', /"Name": "prod\/db"/],
];

const REFUSED =
  /An error occurred \(AccessDeniedException\) when calling the GetSecretValue operation: User: arn:aws:sts::\d{12}:assumed-role\/app\/readme is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:\d{12}:secret:prod\/db-\w{6} because no resource-based policy allows the secretsmanager:GetSecretValue action\. For complete details, call the GetRequestAuthorizationDetails API with the following authorization id: [0-9a-z]{33}\n/;

test("the README's own commands do what it says", { skip: missing('aws') }, async (t) => {
  const server = await keptServer(t);
  const { printed, complaints } = typePages(server, 'README.md');
  assert.equal(printed.length, PRINTS.length, 'a block was added or left out');
  PRINTS.forEach(([heading, ...patterns], i) => {
    assert.equal(printed[i]!.heading, heading);
    for (const pattern of patterns) assert.match(printed[i]!.text, pattern);
    if (patterns.length === 0) assert.equal(printed[i]!.text, '');
  });
  assert.match(complaints, REFUSED);
  assert.equal(complaints.match(/An error occurred/g)?.length, 1, complaints);
  assert.equal(existsSync(join(server.folder, '.aws')), false, '`~/.aws` was touched');

  // What the first start prints is what the README tells to type.
  const told = blocksOf('README.md')[0]!
    .text.replaceAll('"', '')
    .replaceAll('$PWD', server.folder)
    .split('\n');
  for (const line of told) assert.ok(server.printed().includes(line), line);
});
