/** What lies ready for all workers before the first one starts. */
import { chmod, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from './machine.ts';

/** What every worker finds at `/var/runtime`, and the folders that stand for nothing. */
export async function furnish(base: string, machine: Machine, more = ''): Promise<void> {
  const runtime = join(base, 'runtime');
  await furnishBarely(base, `${machine.authorities}${more}`);
  await cp(fileURLToPath(new URL('./bootstrap/', import.meta.url)), runtime, { recursive: true });
  await mkdir(join(runtime, 'node_modules'));
  for (const name of machine.sdk.keys()) {
    // Something to mount on.
    await mkdir(join(runtime, 'node_modules', name), { recursive: true });
  }
  await chmod(runtime, 0o755);
}

/** As much as a sandbox needs to be made at all. */
export async function furnishBarely(base: string, authorities = ''): Promise<void> {
  const runtime = join(base, 'runtime');
  await mkdir(join(base, 'empty'), { mode: 0o755 });
  await mkdir(runtime, { mode: 0o755 });
  await writeFile(join(runtime, 'ca.pem'), authorities);
  await writeFile(join(runtime, 'passwd'), PASSWD);
}

/** Where nothing can be mounted, links lead to the SDK. */
export async function linkSdk(base: string, machine: Machine): Promise<void> {
  for (const [name, folder] of machine.sdk) {
    const path = join(base, 'runtime/node_modules', name);
    await rm(path, { recursive: true, force: true });
    await symlink(folder, path);
  }
}

const PASSWD = `root:x:0:0:root:/root:/bin/false
sbx_user1051:x:1000:1000::/home/sbx_user1051:/bin/false
`;
