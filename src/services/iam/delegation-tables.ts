import { statement } from '../../store/statement.ts';

/** Requests of one account for a while of access in another. */
export const DELEGATION_REQUESTS = `
  create table iam_delegation_request (
    id          text not null primary key,
    requestor   text not null,
    owner       text not null,
    state       text not null,
    policy      text not null,
    asked       text not null,
    owner_id    text not null,
    approver    text not null,
    notes       text,
    reason      text,
    created_at  integer not null,
    updated_at  integer not null,
    revision    integer not null
  ) strict;
  create index iam_delegation_request_requestor on iam_delegation_request (requestor, id);
  create index iam_delegation_request_owner on iam_delegation_request (owner, id);`;

export type DelegationRow = {
  readonly id: string;
  /** The account that wants access. */
  readonly requestor: string;
  /** The account that is to give it; empty where anybody may take the request up. */
  readonly owner: string;
  readonly state: string;
  /** What is to be allowed, its parameters filled in. */
  readonly policy: string;
  /** JSON: what the requestor sent. */
  readonly asked: string;
  /** The ARN of the user or role who took the request up; empty until then. */
  readonly owner_id: string;
  /** JSON: the caller who accepted; empty until then. */
  readonly approver: string;
  readonly notes: string | null;
  readonly reason: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly revision: number;
};

const REQUEST = `id, requestor, owner, state, policy, asked, owner_id, approver, notes, reason, created_at, updated_at,
         revision`;

export const selectDelegation = statement<{ id: string }, DelegationRow>(
  `select ${REQUEST} from iam_delegation_request where id = :id`,
);

/** A page of the requests that an account has made or is asked by. */
export const selectDelegations = statement<
  { account: string; after: string; count: number },
  DelegationRow
>(`
  select ${REQUEST} from iam_delegation_request
   where (requestor = :account or owner = :account) and id > :after order by id limit :count`);

export const insertDelegation = statement<DelegationRow>(`
  insert into iam_delegation_request (${REQUEST})
  values (:id, :requestor, :owner, :state, :policy, :asked, :owner_id, :approver, :notes, :reason, :created_at,
          :updated_at, :revision)`);

export const updateDelegationRow = statement<
  Pick<
    DelegationRow,
    | 'id'
    | 'owner'
    | 'state'
    | 'owner_id'
    | 'approver'
    | 'notes'
    | 'reason'
    | 'updated_at'
    | 'revision'
  >
>(`
  update iam_delegation_request
     set owner = :owner, state = :state, owner_id = :owner_id, approver = :approver, notes = :notes,
         reason = :reason, updated_at = :updated_at, revision = revision + 1
   where id = :id and revision = :revision`);
