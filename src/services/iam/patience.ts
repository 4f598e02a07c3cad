import { type Instant, MINUTE, SECOND } from '../../base/clock.ts';

/**
 * How often somebody was wrong. Each wrong answer after the fifth makes him wait longer, so that
 * guessing has an end before the guesses have. Each server counts for itself.
 */
export class Patience {
  private readonly places = new Map<string, { readonly count: number; readonly until: Instant }>();

  waits(place: string, now: Instant): boolean {
    return (this.places.get(place)?.until ?? 0) > now;
  }

  wrong(place: string, now: Instant): void {
    const count = (this.places.get(place)?.count ?? 0) + 1;
    const wait = count < FREE ? 0 : Math.min(LONGEST, 30 * SECOND * 2 ** (count - FREE));
    this.places.delete(place);
    this.places.set(place, { count, until: now + wait });
    if (this.places.size > REMEMBERED) this.places.delete(this.places.keys().next().value!);
  }

  right(place: string): void {
    this.places.delete(place);
  }
}

const FREE = 5;
const LONGEST = 15 * MINUTE;
const REMEMBERED = 10_000;
