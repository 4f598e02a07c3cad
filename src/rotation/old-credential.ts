/** Whether a tag of the secret lets the old credential be good until the next rotation, where two can be. */
export const keepsOld = (tags: { readonly [key: string]: string }): boolean =>
  tags[KEEP_TAG]?.toLowerCase() === 'true';

const KEEP_TAG = 'lockstead:KEEP_OLD';
