import { describePostgres } from '../support/postgres.ts'
import { CONNECTING, PG_SCRIPTS, SLEEPING, THROWING } from './legacy-scripts.ts'
import { testLegacyServer } from './legacy-suite.ts'

describePostgres('users of a PostgreSQL', (postgres) => {
  testLegacyServer(postgres, {
    insert_user: 'insert into users (id, nickname, email, password) values ($1, $2, $3, $4)',
    sleepers: "select pid from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'",
    scripts: PG_SCRIPTS,
    connecting: { pg: CONNECTING.pg },
    sleeping: { pg: SLEEPING.pg },
    throwing: { pg: THROWING.pg },
  })
})
