import { expect, test } from 'vitest'
import type { StoreFault } from '../../../runtime/contract.ts'
import type { ReportedError } from '../../../runtime/supervisor/store-fault.ts'
import { faultOf } from '../../../runtime/supervisor/store-fault.ts'

const error = (more: Partial<ReportedError>): ReportedError => ({ message: 'x', name: 'Error', ...more })
const code = (error_code: string, more: Partial<ReportedError> = {}) => error({ error_code, ...more })
const named = (name: string, more: Partial<ReportedError> = {}) => error({ name, ...more })
const sqlServer = (number: string) => code('EREQUEST', { facts: { number } })
const mongo = (error_code: string) => code(error_code, { name: 'MongoServerError' })
const pg = (state: string) => code(state, { name: 'error', facts: { sqlstate: state } })

/** Errors of drivers and HTTP clients, as they reach the server. */
const OUTAGES: readonly (readonly [reported: ReportedError, fault: StoreFault])[] = [
  [code('ECONNREFUSED'), 'connect'],
  [code('ESOCKETTIMEDOUT'), 'timeout'],
  [code('ECONNABORTED', { name: 'AxiosError' }), 'timeout'],
  [code('ERR_NETWORK', { name: 'AxiosError' }), 'connect'],
  [named('TimeoutError', { error_code: '23' }), 'timeout'],
  [named('AbortError', { error_code: '20' }), 'timeout'],
  [code('UND_ERR_HEADERS_TIMEOUT'), 'timeout'],
  [code('UND_ERR_SOCKET'), 'connect'],
  [
    named('TypeError', { message: 'fetch failed', facts: { cause_code: 'UND_ERR_CONNECT_TIMEOUT' } }),
    'timeout',
  ],
  [named('AggregateError', { facts: { cause_code: 'ECONNREFUSED' } }), 'connect'],
  [code('HPE_INVALID_CONSTANT'), 'connect'],
  [code('PROTOCOL_CONNECTION_LOST'), 'connect'],
  [code('PROTOCOL_SEQUENCE_TIMEOUT'), 'timeout'],
  [code('ER_CON_COUNT_ERROR'), 'overload'],
  [pg('57P03'), 'connect'],
  [code('57P01'), 'connect'],
  [code('53300'), 'overload'],
  [pg('57014'), 'timeout'],
  [pg('08006'), 'connect'],
  [error({ message: 'timeout expired' }), 'timeout'],
  [error({ message: 'Connection terminated due to connection timeout' }), 'connect'],
  [code('ETIMEOUT', { name: 'ConnectionError' }), 'timeout'],
  [code('ESOCKET', { name: 'ConnectionError' }), 'connect'],
  [sqlServer('1205'), 'overload'],
  [sqlServer('40613'), 'connect'],
  [named('MongoServerSelectionError'), 'connect'],
  [named('MongoNetworkTimeoutError'), 'timeout'],
  [mongo('50'), 'timeout'],
  [mongo('10107'), 'connect'],
  [code('51', { name: 'BusyError' }), 'overload'],
  [code('52', { name: 'UnavailableError' }), 'connect'],
  [code('NJS-503'), 'connect'],
  [code('NJS-123'), 'timeout'],
  [code('ORA-12541'), 'connect'],
  [error({ message: 'ORA-00020: maximum number of processes (200) exceeded' }), 'overload'],
  [
    error({ message: 'Socket closed unexpectedly', facts: { class_name: 'SocketClosedUnexpectedlyError' } }),
    'connect',
  ],
  [
    error({ message: 'LOADING Redis is loading the dataset', facts: { class_name: 'SimpleError' } }),
    'connect',
  ],
  [named('HTTPError', { facts: { status: '503' } }), 'overload'],
  [named('StatusCodeError', { facts: { status: '429' } }), 'overload'],
  [code('ERR_BAD_RESPONSE', { name: 'AxiosError', facts: { status: '504' } }), 'timeout'],
]

const REFUSALS: readonly (readonly [reported: ReportedError, fault: StoreFault])[] = [
  [code('ER_ACCESS_DENIED_ERROR'), 'login'],
  [pg('28P01'), 'login'],
  [code('ELOGIN', { name: 'ConnectionError' }), 'login'],
  [mongo('18'), 'login'],
  [code('ORA-01017'), 'login'],
  [error({ message: 'NOAUTH Authentication required.', facts: { class_name: 'SimpleError' } }), 'login'],
  [named('HTTPError', { facts: { status: '401' } }), 'login'],
  [pg('42501'), 'permission'],
  [code('ER_TABLEACCESS_DENIED_ERROR'), 'permission'],
  [sqlServer('229'), 'permission'],
  [mongo('13'), 'permission'],
  [code('50', { name: 'InsufficientAccessError' }), 'permission'],
  [pg('42P01'), 'syntax'],
  [code('ER_PARSE_ERROR'), 'syntax'],
  [sqlServer('208'), 'syntax'],
  [code('ORA-00942'), 'syntax'],
  [code('CERT_HAS_EXPIRED'), 'connect'],
  [
    code('ESOCKET', { name: 'ConnectionError', facts: { cause_code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } }),
    'connect',
  ],
  [pg('3D000'), 'connect'],
]

/** How scripts say that a password is wrong. */
const NOES: readonly ReportedError[] = [
  error({ message: 'Wrong username or password' }),
  error({ message: 'Authentication failed' }),
  error({ message: 'Access denied' }),
  error({ message: 'BUSY signal' }),
  error({ message: 'ERR bad login' }),
  code('40101', { message: 'Unauthorized' }),
  code('401', { message: 'Unauthorized' }),
  code('18', { message: 'no such user' }),
  code('WRONG', { message: 'no' }),
  code('EREQUEST', { message: 'raised by a procedure', facts: { number: '50000' } }),
  pg('P0001'),
  code('49', { name: 'InvalidCredentialsError' }),
  code('ER_SIGNAL_EXCEPTION', { facts: { sqlstate: '45000' } }),
  named('HTTPError', { facts: { status: '404' } }),
  named('AxiosError', { error_code: 'ERR_BAD_REQUEST', facts: { status: '400' } }),
]

const label = (reported: ReportedError) => JSON.stringify(reported)

test.each(OUTAGES.map(([reported, fault]) => [label(reported), reported, fault] as const))(
  'the store cannot serve now: %s',
  (_, reported, fault) => expect(faultOf(reported, 200)).toEqual({ fault, outage: true }),
)

test.each(REFUSALS.map(([reported, fault]) => [label(reported), reported, fault] as const))(
  'the store refuses the script, not the person: %s',
  (_, reported, fault) => expect(faultOf(reported, 200)).toEqual({ fault, outage: false }),
)

test.each(NOES.map((reported) => [label(reported), reported] as const))(
  'this says no to a person: %s',
  (_, reported) => expect(faultOf(reported, 200)).toBeUndefined(),
)

test('a status that a script sets itself, without any HTTP answer in the run, says nothing', () => {
  expect(faultOf(named('Error', { facts: { status: '503' } }), undefined)).toBeUndefined()
})

test('the longest message is searched without delay', () => {
  const message = `${'connection '.repeat(400)}`
  const began = performance.now()
  for (let i = 0; i < 1000; i++) faultOf(error({ message }), 200)
  expect(performance.now() - began).toBeLessThan(500)
})
