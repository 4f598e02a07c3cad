import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { keptServer } from '../kept-server.ts';
import { missing, ROOT, run } from '../process.ts';

// The README is run as it stands: one shell, one block after another, on a server that has just been
// started for the first time.

/** The `sh` blocks of the README, in order, and the headings that they stand under. */
function blocks(): readonly { readonly heading: string; readonly text: string }[] {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  let heading = '';
  return [...text.matchAll(/^## (.+)$|^```sh\n([^]*?)^```$/gm)].flatMap(([, title, block]) => {
    if (title !== undefined) heading = title;
    return block === undefined ? [] : [{ heading, text: block }];
  });
}

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
  const all = blocks();
  const script = all.map(({ text }) => `${text}echo '${END}'\n`).join('');
  const shell = run('bash', ['-euo', 'pipefail', '-c', `cd '${server.folder}'\n${script}`], {
    HOME: server.folder,
  });
  assert.equal(shell.status, 0, `${shell.stdout}\n${shell.stderr}`);
  const printed = shell.stdout.split(`${END}\n`).slice(0, -1);
  assert.equal(printed.length, PRINTS.length, 'a block was added or left out');
  PRINTS.forEach(([heading, ...patterns], i) => {
    assert.equal(all[i]!.heading, heading);
    for (const pattern of patterns) assert.match(printed[i]!, pattern);
    if (patterns.length === 0) assert.equal(printed[i], '');
  });
  assert.match(shell.stderr, REFUSED);
  assert.equal(shell.stderr.match(/An error occurred/g)?.length, 1, shell.stderr);
  assert.equal(existsSync(join(server.folder, '.aws')), false, '`~/.aws` was touched');

  // What the first start prints is what the README tells to type.
  const told = all[0]!.text.replaceAll('"', '').replaceAll('$PWD', server.folder).split('\n');
  for (const line of told) assert.ok(server.printed().includes(line), line);
});

const END = '== end of block ==';
