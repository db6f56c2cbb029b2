import { expect, test } from 'vitest'
import type { Row, Statement } from '../../../server/store/engine/operation.ts'
import { drive } from '../../../server/store/engine/operation.ts'
import { listConnectionSummaries } from '../../../server/store/operations/connection-summaries.ts'

const row = (number: number): Row => ({
  connection_id: `con_${number}`,
  name: `store-${number}`,
  display_name: null,
  options: '{}',
  enabled_clients: '[]',
  revision: 1,
  draft_revision: null,
  login_source: null,
  users: 0,
  migrated: 0,
  created_at: number,
  updated_at: number,
})

test('summaries of 500 connections take two statements, as many as of one', () => {
  for (const connections of [1, 500]) {
    const statements: Statement[] = []
    const answer = drive(
      (statement) => {
        statements.push(statement)
        return statement.sql.includes('from logs')
          ? [{ connection_id: 'con_0', errors: 3 }]
          : Array.from({ length: connections }, (_, number) => row(number))
      },
      listConnectionSummaries('t', 'after', { kind: 'after', after: undefined, limit: 1_000 }),
    )
    expect(statements).toHaveLength(2)
    expect(answer.items).toHaveLength(connections)
    expect(answer.items[0]).toMatchObject({ name: 'store-0', errors: 3 })
  }
})
