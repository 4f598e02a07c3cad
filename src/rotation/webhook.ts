/** Credentials of anything else: each step is told to an HTTPS address of the secret's owner, who does it. */
import { strictText, utf8 } from '../base/bytes.ts';
import { SECOND } from '../base/clock.ts';
import { hmacHex, hmacKey } from '../crypto/hmac.ts';
import { BuiltInFailure } from '../operation/built-in-functions.ts';
import { type Outbound, OutboundError, type OutboundReason } from '../operation/outbound.ts';
import { checkList } from './check-list.ts';
import { notRotatable } from './failures.ts';
import { newPassword } from './password-rules.ts';
import { type Members, textOf } from './secret-value.ts';
import type { Kind, Rotation } from './steps.ts';

/** What of a rotation the owner is told, beside the step and the secret. */
interface Told {
  readonly current?: Members;
  readonly pending?: Members;
  readonly previous?: Members;
}

/** Secrets whose value names the address (`webhook_url`) and the key that requests are signed with (`webhook_key`). */
export function webhook(outbound: Outbound): Kind {
  return {
    permissions: () => [],
    create: async (rotation) => {
      const current = await rotation.current();
      const made = await tell(rotation, current, 'createSecret', { current });
      if (made) return { ...made, ...ownMembers(current) };
      const { call, tags } = rotation;
      return { ...current, password: await newPassword(call, { tags, members: current }, '') };
    },
    set: (rotation) => tellBoth(rotation, 'setSecret'),
    test: (rotation) => tellBoth(rotation, 'testSecret'),
    after: async (rotation) => {
      const [current, previous] = [await rotation.current(), await rotation.previous()];
      await tell(rotation, current, 'finishSecret', { current, ...(previous && { previous }) });
    },
    rehearse: async (rotation) => {
      const list = checkList();
      await list.check('secret', async () => {
        const members = await rotation.current();
        keyOf(members);
        return { detail: new URL(urlOf(members)).host };
      });
      return list.checks;
    },
  };

  async function tellBoth(rotation: Rotation, step: 'setSecret' | 'testSecret'): Promise<void> {
    const [current, pending] = [await rotation.current(), await rotation.pending()];
    await tell(rotation, current, step, { current, pending });
  }

  /** Tells a step. Its answer is the members of a new value, where it has some to say. */
  async function tell(
    { call, arn }: Rotation,
    by: Members,
    step: string,
    told: Told,
  ): Promise<Members | undefined> {
    const url = urlOf(by);
    const body = JSON.stringify({
      step,
      secretId: arn,
      clientRequestToken: call.event.ClientRequestToken,
      ...Object.fromEntries(Object.entries(told).map(([name, value]) => [name, withoutOwn(value)])),
    });
    const seconds = String(Math.floor(outbound.now() / SECOND));
    const { status, body: answer } = await outbound
      .ask({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'lockstead-timestamp': seconds,
          'lockstead-signature': `v1=${hmacHex(hmacKey(utf8(keyOf(by))), `${seconds}.${body}`)}`,
        },
        body: utf8(body),
        timeoutMillis: PATIENCE_MILLIS,
        maxBytes: MOST_BYTES,
        repeatable: true,
      })
      .catch((cause: unknown) => {
        throw cause instanceof OutboundError ? unreached(cause, url) : cause;
      });
    if (status < 200 || status > 299)
      throw new BuiltInFailure(
        'WebhookRefused',
        `${placeOf(url)} answered ${step} with ${status}.`,
      );
    return answer.length === 0 ? undefined : membersOf(answer, { url, step });
  }
}

/** What it answers is nothing to repeat: it may be a value. */
function membersOf(
  answer: Uint8Array,
  { url, step }: { readonly url: string; readonly step: string },
): Members | undefined {
  if (step !== 'createSecret') return undefined;
  let said: unknown;
  try {
    said = JSON.parse(strictText(answer) ?? '');
  } catch {
    said = undefined;
  }
  if (said !== null && typeof said === 'object' && !Array.isArray(said)) return said as Members;
  throw new BuiltInFailure(
    'WebhookFailed',
    `${placeOf(url)} answered createSecret with something that is no JSON object.`,
  );
}

function urlOf(members: Members): string {
  const url = textOf(members, 'webhook_url');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '') return url;
  throw notRotatable('webhook_url in secret JSON is no plain https URL');
}

function keyOf(members: Members): string {
  const key = textOf(members, 'webhook_key');
  if (key.length >= SHORTEST_KEY) return key;
  throw notRotatable(`webhook_key in secret JSON has less than ${SHORTEST_KEY} characters`);
}

const ownMembers = ({ webhook_url, webhook_key }: Members): Members => ({
  webhook_url,
  webhook_key,
});

function withoutOwn(members: Members): Members {
  const { webhook_url: _, webhook_key: __, ...others } = members;
  return others;
}

/** A path may have a token in it. */
const placeOf = (url: string): string => new URL(url).host;

const unreached = (cause: OutboundError, url: string): BuiltInFailure =>
  new BuiltInFailure(TYPES[cause.reason], `${placeOf(url)}: ${cause.message}`, { cause });

const TYPES: { readonly [reason in OutboundReason]: string } = {
  forbidden: 'HostNotAllowed',
  unreachable: 'HostUnreachable',
  tls: 'TlsFailed',
  timeout: 'HostTimeout',
  broken: 'WebhookFailed',
  'too-large': 'WebhookFailed',
};

const PATIENCE_MILLIS = 30 * SECOND;
const MOST_BYTES = 64 * 1024;
const SHORTEST_KEY = 32;
