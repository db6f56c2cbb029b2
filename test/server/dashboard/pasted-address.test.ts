import { expect, test } from 'vitest'
import { addressParts, isHostOfFive } from '../../../server/dashboard/pages/setup/pasted-address.ts'
import { templates } from '../../../templates/index.ts'

const KEYS = ['MYSQL_HOST', 'MYSQL_PORT', 'MYSQL_USER', 'MYSQL_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_CA']

test('an address that is pasted into the host fills host, port, user, password and database', () => {
  expect(addressParts('MYSQL_HOST', KEYS, ' mysql://ann:p%40ss%3A@db.example.com:3307/shop?ssl=1\n')).toEqual(
    {
      MYSQL_HOST: 'db.example.com',
      MYSQL_PORT: '3307',
      MYSQL_USER: 'ann',
      MYSQL_PASSWORD: 'p@ss:',
      MYSQL_DATABASE: 'shop',
    },
  )
  expect(addressParts('MYSQL_HOST', KEYS, 'mysql://ann@[::1]/shop')).toEqual({
    MYSQL_HOST: '::1',
    MYSQL_USER: 'ann',
    MYSQL_DATABASE: 'shop',
  })
  expect(addressParts('MYSQL_HOST', KEYS, 'mysql://ann:100%25%@db/shop')).toMatchObject({
    MYSQL_PASSWORD: '100%25%',
  })
})

test.each(['db.example.com', 'db.example.com:3306', 'https://db.example.com/', 'mysql:', ''])(
  '%j is no address of a database, and is pasted as it is',
  (text) => {
    expect(addressParts('MYSQL_HOST', KEYS, text)).toBeUndefined()
  },
)

test('the host of every template for MySQL and PostgreSQL takes an address, and no other key does', () => {
  for (const { id, configuration } of templates) {
    const keys = configuration.map(({ key }) => key)
    const taking = keys.filter((key) => isHostOfFive(key, keys))
    if (keys.includes('MYSQL_HOST')) expect(taking, id).toEqual(['MYSQL_HOST'])
    if (keys.includes('POSTGRES_HOST')) expect(taking, id).toEqual(['POSTGRES_HOST'])
  }
  expect(addressParts('MYSQL_USER', KEYS, 'mysql://ann@db/shop')).toBeUndefined()
})
