import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'

const KILLS = 10
const IN_FLIGHT = 8
const LOGIN = `function login(email, password, callback) {
  callback(null, { user_id: email, email: email })
}`

let ferry: Ferry
let connection: FerryConnection

beforeAll(async () => {
  ferry = await startFerry()
  connection = await ferry.createConnection({ login: LOGIN })
})

afterAll(() => ferry.close())

/** Logs ever new people in until the server is gone. @returns who was told 200 */
async function logInUntilKilled(round: number, kill_after: number): Promise<string[]> {
  const acknowledged: string[] = []
  let next = 0
  let gone = false
  const worker = async (): Promise<void> => {
    while (!gone) {
      const email = `person-${round}-${next++}@example.com`
      try {
        const answer = await ferry.login(connection, email, 'a password')
        if (answer.status === 200) acknowledged.push(email)
        if (acknowledged.length === kill_after && !gone) {
          gone = true
          await ferry.kill()
        }
      } catch {
        gone = true
      }
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  return acknowledged
}

test('R1: after 10 kills amid logins every acknowledged user is there, none twice, and each start takes under 3 s', {
  timeout: 120_000,
}, async () => {
  const acknowledged: string[] = []
  const starts_ms: number[] = []
  for (let round = 0; round < KILLS; round++) {
    acknowledged.push(...(await logInUntilKilled(round, 5 + 3 * round)))
    starts_ms.push(await ferry.start())
  }
  const emails = (await ferry.users(connection)).map((user) => user.email)
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 5)
  expect(acknowledged.filter((email) => !emails.includes(email))).toEqual([])
  expect(new Set(emails).size).toBe(emails.length)
  expect(Math.max(...starts_ms)).toBeLessThan(3_000)
  for (const email of [acknowledged[0], acknowledged.at(-1)]) {
    expect((await ferry.login(connection, email ?? '', 'a password')).status).toBe(200)
    expect((await ferry.login(connection, email ?? '', 'another')).status).toBe(403)
  }
})
