import type { Codecs } from './codec.ts';
import { ec2query } from './ec2query.ts';
import { json11 } from './json11.ts';
import { query } from './query.ts';
import { restjson } from './restjson.ts';

/** The codec of each protocol. */
export const codecs: Codecs = {
  'awsJson1.1': json11,
  awsQuery: query,
  ec2Query: ec2query,
  restJson1: restjson,
};
