import { describe } from 'vitest'
import { openSqlServer } from './support/sql-server.ts'
import { testTemplate } from './support/suite.ts'

const guids = ['00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-000000000000}']

const MEMBERSHIP = ['UsersInRoles', 'Roles', 'Profiles', 'Memberships', 'Users', 'Applications']
describe('the template aspnet-membership', () => {
  testTemplate('aspnet-membership', () => openSqlServer('aspnet-membership', 'ASPNET', 'Users', MEMBERSHIP), {
    unknown_ids: guids,
  })
})

const SIMPLE = [
  'webpages_UsersInRoles',
  'webpages_Roles',
  'webpages_OAuthMembership',
  'webpages_Membership',
  'UserProfile',
]
describe('the template aspnet-simple-membership', () => {
  testTemplate(
    'aspnet-simple-membership',
    () => openSqlServer('aspnet-simple-membership', 'ASPNET', 'UserProfile', SIMPLE),
    { unknown_ids: ['4711', '999999999999999999'], usernames: false },
  )
})

describe('the template aspnet-identity', () => {
  testTemplate(
    'aspnet-identity',
    () => openSqlServer('aspnet-identity', 'ASPNET', 'AspNetUsers', ['AspNetUsers']),
    {
      unknown_ids: guids,
    },
  )
})
