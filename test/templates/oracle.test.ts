import { describe } from 'vitest'
import { openOracle } from './support/oracle.ts'
import { testTemplate } from './support/suite.ts'

describe('the template oracle', () => {
  testTemplate('oracle', openOracle, { unknown_ids: ['4711', '999999999999999'], breaks_at: [1] })
})
