import type { Instant } from '../base/clock.ts';
import type { Shape, Structure } from './model.ts';

/** What stands in the trail for a value that nobody may read there; CloudTrail's own word. */
export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * What trail and log may show of an input or output, as CloudTrail shows it: names begin small,
 * sensitive members are hidden, bytes are left out, and a large value is cut.
 */
export function redact(shape: Structure, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const room: Room = { left: CHARACTERS };
  const shown = shower(shape)(value, room, 0);
  if (room.left > 0) return shown;
  return { omitted: true, reason: 'The value is larger than a trail entry may be.' };
}

/** CloudTrail gives a field 100 KB and leaves it out when it is larger. */
const CHARACTERS = 100_000;
/** A structure, list or map costs something even when it is empty. */
const OVERHEAD = 8;
const DEPTH = 32;

/** How much may still be shown. */
interface Room {
  left: number;
}

type Show = (value: unknown, room: Room, depth: number) => unknown;

const showers = new WeakMap<Shape, Show>();

function shower(shape: Shape): Show {
  let show = showers.get(shape);
  if (!show) showers.set(shape, (show = compile(shape)));
  return show;
}

function compile(shape: Shape): Show {
  if ('sensitive' in shape && shape.sensitive) return () => HIDDEN;
  switch (shape.kind) {
    case 'structure':
      return structureShower(shape);
    case 'list': {
      let show: Show | undefined;
      return (value, room, depth) => {
        room.left -= OVERHEAD;
        if (depth > DEPTH) return undefined;
        const shown: unknown[] = [];
        for (const member of value as readonly unknown[]) {
          if (room.left <= 0) break;
          shown.push(
            isNothing(member) ? null : (show ??= shower(shape.member))(member, room, depth + 1),
          );
        }
        return shown;
      };
    }
    case 'map': {
      // A map's keys are its owner's words and stay as they are.
      let show: Show | undefined;
      const hidesKeys = 'sensitive' in shape.key && shape.key.sensitive;
      if (hidesKeys) return () => HIDDEN;
      return (value, room, depth) => {
        room.left -= OVERHEAD;
        if (depth > DEPTH) return undefined;
        const shown: [string, unknown][] = [];
        for (const [key, member] of Object.entries(value as object)) {
          room.left -= key.length + OVERHEAD;
          if (room.left <= 0) break;
          shown.push([
            key,
            isNothing(member) ? null : (show ??= shower(shape.value))(member, room, depth + 1),
          ]);
        }
        // fromEntries defines its properties: `__proto__` is a key like others.
        return Object.fromEntries(shown);
      };
    }
    case 'blob':
      return () => undefined;
    case 'timestamp':
      return (value, room) => {
        room.left -= 24;
        return localeTime(value as Instant);
      };
    case 'string':
      return (value, room) => {
        room.left -= (value as string).length;
        return value;
      };
    default:
      return (value, room) => {
        room.left -= OVERHEAD;
        return value;
      };
  }
}

function structureShower(shape: Structure): Show {
  const fields = Object.entries(shape.members).map(([name, { shape: member }]) => ({
    name,
    shownName: name.charAt(0).toLowerCase() + name.slice(1),
    member,
    show: undefined as Show | undefined,
  }));
  return (value, room, depth) => {
    room.left -= OVERHEAD;
    const shown: { [name: string]: unknown } = {};
    if (depth > DEPTH) return shown;
    const given = value as { readonly [name: string]: unknown };
    for (const field of fields) {
      const member = given[field.name];
      if (member === undefined || member === null) continue;
      if (room.left <= 0) break;
      const one = (field.show ??= shower(field.member))(member, room, depth + 1);
      if (one !== undefined) {
        room.left -= field.shownName.length;
        shown[field.shownName] = one;
      }
    }
    return shown;
  };
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mar 24, 2014 9:11:59 PM`: CloudTrail writes the times inside its fields so, in UTC. */
function localeTime(at: Instant): string {
  const time = new Date(at);
  const hour = time.getUTCHours();
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = `${hour % 12 || 12}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
  const day = `${MONTHS[time.getUTCMonth()]} ${time.getUTCDate()}, ${time.getUTCFullYear()}`;
  return `${day} ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}
