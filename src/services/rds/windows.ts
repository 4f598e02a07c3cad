/** The hours in which people say that a server is looked after: told back as AWS tells them. */

type Fail = (code: 'InvalidParameterValue', message: string) => Error;

/** `sun:23:45-mon:00:15`, in small letters. */
export function maintenanceWindow(given: string | undefined, error: Fail): string | undefined {
  const window = given?.toLowerCase();
  if (window !== undefined && !MAINTENANCE.test(window))
    throw error(
      'InvalidParameterValue',
      `Invalid maintenance window format: ${given}. Should be specified as a range ddd:hh24:mi-ddd:hh24:mi (24H Clock UTC). Example: Sun:23:45-Mon:00:15`,
    );
  return window;
}

/** `23:45-00:15`. */
export function backupWindow(given: string | undefined, error: Fail): string | undefined {
  if (given !== undefined && !BACKUP.test(given))
    throw error(
      'InvalidParameterValue',
      `Invalid backup window format: ${given}. Should be specified as a range hh24:mi-hh24:mi (24H Clock UTC). Example: 04:30-05:30`,
    );
  return given;
}

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const BACKUP = new RegExp(`^${TIME}-${TIME}$`);
const MAINTENANCE = new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`);
