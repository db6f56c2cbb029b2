import { describe } from 'vitest'
import { openOracle } from './support/oracle.ts'
import { openRealOracle } from './support/oracle-real.ts'
import { testTemplate } from './support/suite.ts'

const unknown_ids = ['4711', '999999999999999']
const real = process.env.FERRY_TEST_ORACLE_URL

if (real) {
  describe('the template oracle, on the server of FERRY_TEST_ORACLE_URL', () => {
    testTemplate('oracle', () => openRealOracle(new URL(real)), { unknown_ids })
  })
} else {
  describe('the template oracle', () => {
    testTemplate('oracle', openOracle, { unknown_ids, breaks_at: [1] })
  })
}
