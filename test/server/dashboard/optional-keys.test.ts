import { expect, test } from 'vitest'
import { optionalKeys } from '../../../server/dashboard/pages/scripts/configuration/key-uses.ts'
import { templates } from '../../../templates/index.ts'

test('keys that a script looks at before it uses them are optional, all others are not', () => {
  const text = `
    const port = configuration.PORT || 3306, name = configuration['NAME'] ?? 'x'
    const ssl = configuration.CA ? { ca: configuration.CA } : undefined
    if (configuration.ENCRYPT !== 'false') connect(configuration.HOST, configuration.USER?.trim())`
  expect([...optionalKeys([{ text }])]).toEqual(['PORT', 'NAME', 'CA', 'ENCRYPT'])
})

test('no key that a template requires is marked optional', () => {
  for (const { id, configuration, scripts } of templates) {
    const optional = optionalKeys(Object.values(scripts).map((text) => ({ text })))
    for (const { key, required } of configuration)
      if (required) expect(optional.has(key), `${id}: ${key}`).toBe(false)
  }
})

test('every optional key of the templates for databases is marked so', () => {
  for (const { id, configuration, scripts, store } of templates) {
    if (!store || store.dialect === 'ldap') continue
    const optional = optionalKeys(Object.values(scripts).map((text) => ({ text })))
    for (const { key, required } of configuration)
      if (!required) expect(optional.has(key), `${id}: ${key}`).toBe(true)
  }
})
