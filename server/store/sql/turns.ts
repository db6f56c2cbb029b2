/** SQL about the turns of servers, which belong to no tenant. @module */

export const TURN_SQL = {
  take: `insert into server_turns (name, taken_until) values ($1, $2)
    on conflict (name) do update set taken_until = excluded.taken_until where server_turns.taken_until <= $3 returning name`,
} as const
