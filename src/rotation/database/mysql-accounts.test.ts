import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantTo } from './mysql-accounts.ts';

const to = (line: string) => grantTo(line, { from: 'app', host: '%', made: "'app_clone'@'%'" });

test('a grant is copied as MySQL 5.7, MySQL 8 and MariaDB print it', () => {
  for (const [line, copy] of [
    ['GRANT USAGE ON *.* TO `app`@`%`', "GRANT USAGE ON *.* TO 'app_clone'@'%'"],
    [
      "GRANT ALL PRIVILEGES ON `shop`.* TO 'app'@'%' WITH GRANT OPTION",
      "GRANT ALL PRIVILEGES ON `shop`.* TO 'app_clone'@'%' WITH GRANT OPTION",
    ],
    [
      'GRANT `r1`@`%`,`r2`@`%` TO `app`@`%` WITH ADMIN OPTION',
      "GRANT `r1`@`%`,`r2`@`%` TO 'app_clone'@'%' WITH ADMIN OPTION",
    ],
    [
      'REVOKE SELECT ON `hidden`.* FROM `app`@`%`',
      "REVOKE SELECT ON `hidden`.* FROM 'app_clone'@'%'",
    ],
    ['SET DEFAULT ROLE `r1` FOR `app`@`%`', "SET DEFAULT ROLE `r1` FOR 'app_clone'@'%'"],
    ["GRANT PROXY ON ''@'' TO 'app'@'%'", "GRANT PROXY ON ''@'' TO 'app_clone'@'%'"],
  ] as const)
    assert.equal(to(line), copy);
});

test('hash and demands that stand in a line are no grants', () => {
  const line =
    "GRANT USAGE ON *.* TO `app`@`%` IDENTIFIED BY PASSWORD '*6BB4837E' REQUIRE SSL WITH MAX_USER_CONNECTIONS 3";
  assert.equal(to(line), "GRANT USAGE ON *.* TO 'app_clone'@'%'");
});

test('a name in the line that looks like its end is none', () => {
  const line = 'GRANT SELECT ON `x TO ``app``@``%```.* TO `app`@`%`';
  assert.equal(to(line), "GRANT SELECT ON `x TO ``app``@``%```.* TO 'app_clone'@'%'");
  assert.equal(to('GRANT SELECT ON *.* TO `somebody`@`%`'), undefined);
});
