import { expect, test } from 'vitest'
import { createShares } from '../../../server/common/shares.ts'

test('work in flight is counted for each owner of each kind, and refused by the first kind whose share is full', () => {
  const shares = createShares({ address: 1, tenant: 2 })
  const first = shares.take({ address: '203.0.113.7', tenant: 'acme' })
  expect(shares.take({ address: '203.0.113.7', tenant: 'acme' })).toBe('address')
  // What was refused has taken nothing of the tenant's.
  expect(typeof shares.take({ address: '203.0.113.8', tenant: 'acme' })).toBe('function')
  expect(shares.take({ address: '203.0.113.9', tenant: 'acme' })).toBe('tenant')
  expect(typeof shares.take({ tenant: 'other' })).toBe('function')
  if (typeof first === 'string') throw new Error(first)
  first()
  first()
  expect(typeof shares.take({ address: '203.0.113.7', tenant: 'acme' })).toBe('function')
  expect(shares.take({ tenant: 'acme' })).toBe('tenant')
})
