/** What the tests of hosted templates need of a double: people, troubles, and the answers that the service documents. @module */
import type { HostedAnswer, HostedRequest } from '../../support/hosted-double.ts'

/** A person whom every double knows. */
export interface Person {
  id: string
  email: string
  username: string
  name: string
  password: string
  state: 'fine' | 'blocked' | 'factor'
}

export const ANN: Person = {
  id: 'b7a5c2d0-0001',
  email: 'ann@example.com',
  username: 'ann',
  name: 'Ann Example',
  password: 'correct horse battery staple',
  state: 'fine',
}
export const BOB: Person = {
  ...ANN,
  id: 'b7a5c2d0-0002',
  email: 'bob@example.com',
  username: 'bob',
  name: 'Bob Example',
  state: 'blocked',
}
export const CAM: Person = {
  ...ANN,
  id: 'b7a5c2d0-0003',
  email: 'cam@example.com',
  username: 'cam',
  name: 'Cam Example',
  state: 'factor',
}
export const PEOPLE: readonly Person[] = [ANN, BOB, CAM]

/** What is wrong with the service, or with the keys that the script has. */
export type Trouble = 'none' | 'rate_limited' | 'down' | 'wrong_key'

/** A double of one service. */
export interface HostedService {
  template: string
  /** Of the script, for the double at this address. */
  configuration(url: string): { [key: string]: string }
  /** @param trouble never `down`: then the double answers 503 by itself */
  answer(request: HostedRequest, trouble: Trouble): HostedAnswer
  /** What `login` says of a second factor: the profile has it, or an error. */
  factor: 'profile' | 'error'
  /** Keys whose service cannot tell the blocked from a wrong password would say so here. */
  user_id?(person: Person): string
}

/** @returns the person of that email or username */
export function personOf(typed: unknown): Person | undefined {
  return PEOPLE.find(({ email, username }) => [email, username].includes(String(typed)))
}

/** @returns an answer with a JSON body */
export function json(status: number, body: unknown): HostedAnswer {
  return { status, body }
}

/** Whether the header has this bearer token. */
export function hasBearer({ headers }: HostedRequest, token: string): boolean {
  return headers.authorization === `Bearer ${token}`
}
