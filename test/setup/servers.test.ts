import { expect, test } from 'vitest'
import { describeMariaDb } from '../support/mariadb.ts'
import { describePostgres } from '../support/postgres.ts'

describeMariaDb('a MariaDB of the test run', (mariadb) => {
  test('keeps its rows when it is killed, and answers again on the same port', async () => {
    const { query, stop, start } = mariadb()
    await query('create table kept (id int primary key)')
    await query('insert into kept values (7)')
    await stop()
    await expect(query('select id from kept')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await start()
    expect(await query('select id from kept')).toEqual([{ id: 7 }])
  })
})

describePostgres('a PostgreSQL of the test run', (postgres) => {
  test('keeps its rows when it is killed, and answers again on the same port', async () => {
    const { query, stop, start } = postgres()
    await query('create table kept (id int primary key)')
    await query('insert into kept values (7)')
    await stop()
    await expect(query('select id from kept')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await start()
    expect(await query('select id from kept')).toEqual([{ id: 7 }])
  })

  test('refuses a wrong password', async () => {
    const { port, host, user } = postgres()
    const client = new (await import('pg')).default.Client({
      host,
      port,
      user,
      password: 'wrong',
      database: 'postgres',
    })
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
  })
})
