import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { describe } from 'vitest'
import { describeMariaDb } from '../support/mariadb.ts'
import type { TemplateBackend } from './support/backend.ts'
import { openMySql } from './support/mysql.ts'
import { testTemplate } from './support/suite.ts'

const traits = { unknown_ids: ['4711', '999999999999999999'] }
const real = process.env.FERRY_TEST_MYSQL_URL

if (real) {
  describe('the template mysql, on the server of FERRY_TEST_MYSQL_URL', () => {
    testTemplate('mysql', () => openReal(new URL(real)), traits)
  })
} else {
  describeMariaDb('the template mysql', (mariadb) => {
    testTemplate('mysql', () => openMySql('mysql', mariadb()), traits)
  })
}

/** A database of one's own, dropped at the end; the user of the URL may create databases. */
async function openReal(url: URL): Promise<TemplateBackend> {
  const login = {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
  const database = `ferry_test_${randomBytes(4).toString('hex')}`
  const queryIn = (settings: object) => async (sql: string) => {
    const connection = await createConnection({ ...login, ...settings })
    try {
      const [rows] = await connection.query(sql)
      return rows
    } finally {
      await connection.end()
    }
  }
  const outside = queryIn({})
  await outside(`CREATE DATABASE ${database}`)
  const backend = await openMySql('mysql', { ...login, database, query: queryIn({ database }) })
  return {
    ...backend,
    async close() {
      await backend.close()
      await outside(`DROP DATABASE ${database}`)
    },
  }
}
