/** What should happen to the people of one connection: the life-cycle matrix as a plain function. @module */

/** Somebody who is stored; without `password`: a profile of legacy mode. `version` counts what ends links. */
interface Row {
  id: string
  email: string
  password?: string
  blocked: boolean
  version: number
}

/** A row of the legacy store. */
interface LegacyRow {
  id: string
  email: string
  password: string
}

/** The store that people come from; `given`: how many ids it gave for an address. */
export interface Legacy {
  rows: LegacyRow[]
  given: { [email: string]: number }
}

export type Mode = 'local' | 'legacy' | 'import'

/** All that decides the next answer. */
export interface State {
  mode: Mode
  rows: Row[]
  legacy: Legacy
  /** How many signed up under an address. */
  made: { [email: string]: number }
}

/** One thing that somebody does; `who` is the address of a stored user, or of nobody. */
export type Step =
  | { op: 'login' | 'sign_up' | 'reset'; email: string; password: string }
  | { op: 'set_password'; who: string; password: string }
  | { op: 'set_email'; who: string; email: string }
  | { op: 'block'; who: string; blocked: boolean }
  | { op: 'delete'; who: string }
  | { op: 'mode'; mode: Mode }
  | { op: 'restart' }
  | { op: 'legacy_password' | 'legacy_add'; email: string; password: string }
  | { op: 'legacy_email'; from: string; email: string }
  | { op: 'legacy_remove'; email: string }

/** Status and code on the wire, and the scripts that ran for it, in order. */
export interface Told {
  status: number
  code?: string
  runs: string[]
}

const told = (status: number, code?: string, ...runs: string[]): Told =>
  code === undefined ? { status, runs } : { status, code, runs }

/** What the legacy store does by itself or for a script. @returns whether anything was found */
export function changeLegacy({ rows, given }: Legacy, step: Step): boolean {
  const at = (email: string): LegacyRow | undefined => rows.find((one) => one.email === email)
  if (step.op === 'legacy_add') {
    if (at(step.email)) return false
    given[step.email] = (given[step.email] ?? 0) + 1
    rows.push({ id: `${step.email}-${given[step.email]}`, email: step.email, password: step.password })
  } else if (step.op === 'legacy_password') {
    const row = at(step.email)
    if (!row) return false
    row.password = step.password
  } else if (step.op === 'legacy_email') {
    const row = at(step.from)
    const holder = at(step.email)
    if (!row || (holder && holder !== row)) return false
    row.email = step.email
  } else if (step.op === 'legacy_remove') {
    const index = rows.findIndex(({ email }) => email === step.email)
    if (index < 0) return false
    rows.splice(index, 1)
  }
  return true
}

/**
 * Takes one step.
 *
 * @param before the state in which users were looked up and links were asked for
 */
export function take(state: State, step: Step, before: State = structuredClone(state)): Told {
  const { mode, rows, legacy } = state
  const at = (email: string): Row | undefined => rows.find((one) => one.email === email)
  const byId = (id: string | undefined): Row | undefined => rows.find((one) => one.id === id)
  const there = (email: string): LegacyRow | undefined => legacy.rows.find((one) => one.email === email)
  const idOf = (email: string): string | undefined => before.rows.find((one) => one.email === email)?.id
  const add = (row: Pick<Row, 'id' | 'email' | 'password'>): void => {
    rows.push({ ...row, blocked: false, version: 0 })
  }
  /** A person of the legacy store is stored, or its cached profile refreshed. @returns false for a conflict */
  const store = ({ id, email }: LegacyRow, password: string | undefined): boolean => {
    const [row, holder] = [byId(id), at(email)]
    if (holder && holder !== row) return false
    if (!row) add(password === undefined ? { id, email } : { id, email, password })
    else if (row.password === undefined) Object.assign(row, { email }, password !== undefined && { password })
    else return password === undefined
    return true
  }
  const isHistory = ({ id }: LegacyRow): boolean => byId(id)?.password !== undefined
  const verified = (row: Row | undefined, password: string, ...runs: string[]): Told => {
    if (row?.password === undefined || row.password !== password) return told(403, 'invalid_grant', ...runs)
    return row.blocked ? told(401, 'unauthorized', ...runs) : told(200, undefined, ...runs)
  }
  switch (step.op) {
    case 'login': {
      const row = at(step.email)
      if (mode === 'local' || (mode === 'import' && row?.password !== undefined))
        return verified(row, step.password)
      if (row?.blocked) return told(403, 'invalid_grant')
      const person = there(step.email)
      if (person?.password !== step.password) return told(403, 'invalid_grant', 'login')
      if (!store(person, mode === 'import' ? step.password : undefined))
        return told(400, 'profile_conflict', 'login')
      return byId(person.id)?.blocked ? told(401, 'unauthorized', 'login') : told(200, undefined, 'login')
    }
    case 'sign_up': {
      const guards = mode === 'local' ? [] : ['get_user']
      if (mode !== 'legacy' && at(step.email)) return told(400, 'user_exists')
      const person = there(step.email)
      if (mode === 'legacy' ? person || at(step.email) : mode === 'import' && person && !isHistory(person))
        return told(400, 'user_exists', ...guards)
      if (mode !== 'legacy') {
        state.made[step.email] = (state.made[step.email] ?? 0) + 1
        add({ id: `own-${step.email}-${state.made[step.email]}`, email: step.email, password: step.password })
        return told(200, undefined, ...guards)
      }
      changeLegacy(legacy, { ...step, op: 'legacy_add' })
      const made = there(step.email)
      const isStored = made !== undefined && store(made, undefined)
      const runs = [...guards, 'create', 'login']
      return isStored ? told(200, undefined, ...runs) : told(400, 'profile_conflict', ...runs)
    }
    case 'reset':
      return reset(step)
    case 'set_password': {
      const row = byId(idOf(step.who))
      if (!row) return told(404, 'inexistent_user')
      if (mode === 'legacy') {
        const isDone = changeLegacy(legacy, { ...step, op: 'legacy_password', email: row.email })
        return isDone ? told(200, undefined, 'change_password') : told(400, 'script_error', 'change_password')
      }
      Object.assign(row, { password: step.password, version: row.version + 1 })
      return told(200)
    }
    case 'set_email': {
      const row = byId(idOf(step.who))
      if (!row) return told(404, 'inexistent_user')
      // What is there and unchanged is no change.
      if (row.email === step.email) return told(200)
      if (at(step.email)) return told(400, 'auth0_idp_error')
      const runs = mode === 'legacy' ? ['change_email'] : mode === 'import' ? ['get_user'] : []
      const person = there(step.email)
      if (mode === 'import' && person && person.id !== row.id && !isHistory(person))
        return told(400, 'auth0_idp_error', ...runs)
      if (
        mode === 'legacy' &&
        !changeLegacy(legacy, { op: 'legacy_email', from: row.email, email: step.email })
      )
        return told(400, 'script_error', ...runs)
      Object.assign(row, { email: step.email, version: row.version + 1 })
      return told(200, undefined, ...runs)
    }
    case 'block': {
      const row = byId(idOf(step.who))
      if (!row) return told(404, 'inexistent_user')
      row.blocked = step.blocked
      return told(200)
    }
    case 'delete': {
      const row = byId(idOf(step.who))
      if (!row) return told(204)
      rows.splice(rows.indexOf(row), 1)
      if (mode !== 'legacy') return told(204)
      legacy.rows = legacy.rows.filter(({ id }) => id !== row.id)
      return told(204, undefined, 'delete')
    }
    case 'mode':
      state.mode = step.mode
      return told(200)
    case 'restart':
      return told(200)
    default:
      changeLegacy(legacy, step)
      return told(200)
  }

  /** The link is asked for in `before`, and used now. */
  function reset({ email, password }: { email: string; password: string }): Told {
    const asked = before.rows.find((one) => one.email === email)
    const isStored = asked !== undefined && (before.mode !== 'import' || asked.password !== undefined)
    const known = before.legacy.rows.find((one) => one.email === email)
    const old = before.rows.find((one) => one.id === known?.id)
    const runs = isStored || mode === 'local' ? [] : ['get_user']
    if (!isStored && (mode === 'local' || !known || (mode === 'import' && old?.password !== undefined)))
      return told(404, 'inexistent_user', ...runs)
    const target = byId(asked?.id)
    if (asked && (!target ? isStored : target.version !== asked.version)) return told(400, undefined, ...runs)
    if (mode === 'legacy') {
      runs.push('change_password')
      const isDone = changeLegacy(legacy, { op: 'legacy_password', email, password })
      return told(isDone ? 200 : 400, undefined, ...runs)
    }
    if (isStored) {
      Object.assign(target ?? {}, { password, version: asked.version + 1 })
      return told(200, undefined, ...runs)
    }
    const row = at(email)
    if (row?.password !== undefined) {
      Object.assign(row, { password, version: row.version + 1 })
      return told(200, undefined, ...runs)
    }
    runs.push('get_user')
    const person = there(email)
    return told(person && !isHistory(person) && store(person, password) ? 200 : 400, undefined, ...runs)
  }
}
