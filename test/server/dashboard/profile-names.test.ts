import { expect, test } from 'vitest'
import { NEW_USER_FIELDS, SIGN_UP_FIELDS, USER_FIELDS } from '../../../server/api/fields/requests.ts'
import { ROOT_ATTRIBUTE_CHANGES, ROOT_ATTRIBUTES } from '../../../server/api/shapes/person-input.ts'
import { ROOT_ATTRIBUTE_NAMES, TEXT_ATTRIBUTES } from '../../../server/common/root-attributes.ts'
import * as dashboard from '../../../server/dashboard/profile-names.ts'

test('the forms of the dashboard and every endpoint about people have the same root attributes', () => {
  expect(dashboard.ROOT_ATTRIBUTES).toEqual(ROOT_ATTRIBUTE_NAMES)
  expect(Object.keys(ROOT_ATTRIBUTES)).toEqual(ROOT_ATTRIBUTE_NAMES)
  expect(Object.keys(ROOT_ATTRIBUTE_CHANGES)).toEqual(ROOT_ATTRIBUTE_NAMES)
  expect(ROOT_ATTRIBUTE_NAMES).toEqual(expect.arrayContaining(Object.keys(TEXT_ATTRIBUTES)))
  for (const { rows } of [NEW_USER_FIELDS, USER_FIELDS, SIGN_UP_FIELDS]) {
    expect(Object.keys(rows)).toEqual(expect.arrayContaining([...ROOT_ATTRIBUTE_NAMES]))
  }
})

test('the profile that the dashboard knows has no member that the API refuses to change or to tell', () => {
  const unknown = dashboard.PROFILE_FIELDS.filter((name) => !(name in USER_FIELDS.rows))
  expect(unknown).toEqual([])
})
