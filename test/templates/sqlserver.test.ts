import { describe } from 'vitest'
import { openSqlServer } from './support/sql-server.ts'
import { testTemplate } from './support/suite.ts'

const unknown_ids = ['4711', '999999999999999999']

describe('the template sqlserver', () => {
  testTemplate('sqlserver', () => openSqlServer('sqlserver', 'SQLSERVER', 'Users', ['Users']), {
    unknown_ids,
  })
})

describe('the template azure-sql', () => {
  const open = () => openSqlServer('azure-sql', 'AZURE_SQL', 'Users', ['Users'], { encrypted: true })
  testTemplate('azure-sql', open, { unknown_ids })
})
