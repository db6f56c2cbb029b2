import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Runtime, ScriptCall, ScriptOutcome } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'
import { MYSQL_SCRIPTS, PG_SCRIPTS } from './legacy-scripts.ts'
import type { LegacyServer } from './legacy-suite.ts'

const RUNS = 150

function testSustained(server: () => LegacyServer, scripts: { habit: string; login: string }[]): void {
  let runtime: Runtime

  beforeAll(async () => {
    await server().query(
      'create table users (id int, nickname varchar(9), email varchar(99), password varchar(99))',
    )
    runtime = createRuntime({ allow: ['127.0.0.1'] })
    await runtime.ready()
  })

  afterAll(() => runtime.close())

  test.each(scripts.map(({ habit, login }) => [habit, login] as const))(
    `${RUNS} runs in the same isolate all end alike: %s`,
    async (habit, source) => {
      const { host, port, user, password, database } = server()
      const call: ScriptCall = {
        tenant_id: 'sustained',
        connection_id: `con_${habit}`,
        script: { action: 'login', source, revision: '1' },
        configuration: { values: { host, port: String(port), user, password, database }, revision: '1' },
        args: ['nobody@example.com', 'a password'],
      }
      const ends: ScriptOutcome[] = []
      for (let n = 0; n < RUNS; n++) ends.push((await runtime.run(call)).outcome)
      expect(ends.filter((end) => end.kind !== 'none' && end.kind !== 'rejection')).toEqual([])
    },
  )
}

describeMariaDb('scripts that ask a MariaDB many times', (mariadb) => testSustained(mariadb, MYSQL_SCRIPTS))

describePostgres('scripts that ask a PostgreSQL many times', (postgres) =>
  testSustained(postgres, PG_SCRIPTS),
)
