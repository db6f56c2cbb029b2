/**
 * Codes, SQLSTATEs, numbers, names and messages with which drivers and HTTP clients report faults of the store itself.
 * @module
 */
import type { StoreFault } from '../contract.ts'

/** What an error says about the store. */
export interface KnownFault {
  fault: StoreFault
  /** The store is unreachable or cannot serve now: trying again later helps. */
  outage: boolean
}

export const outage = (fault: StoreFault): KnownFault => ({ fault, outage: true })
export const refusal = (fault: StoreFault): KnownFault => ({ fault, outage: false })

type Table = ReadonlyMap<string, KnownFault>
const table = (...rows: readonly (readonly [known: KnownFault, words: string])[]): Table =>
  new Map(rows.flatMap(([known, words]) => words.split(/\s+/).map((word) => [word, known] as const)))

/** `code` of Node, of HTTP clients and of drivers that use words. */
export const CODES = table(
  [
    outage('connect'),
    `ECONNREFUSED ECONNRESET EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN EPIPE ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA
     ESERVFAIL ENODATA ERR_NETWORK ERR_STREAM_PREMATURE_CLOSE UND_ERR_SOCKET UND_ERR_CLOSED UND_ERR_DESTROYED
     ESOCKET ECONNCLOSED EINSTLOOKUP PROTOCOL_CONNECTION_LOST PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR ER_SERVER_SHUTDOWN
     ER_NORMAL_SHUTDOWN ER_NET_READ_ERROR ER_NET_PACKETS_OUT_OF_ORDER ER_HOST_IS_BLOCKED NR_CLOSED CONNECTION_BROKEN`,
  ],
  [
    outage('timeout'),
    `ETIMEDOUT ESOCKETTIMEDOUT ECONNABORTED ETIMEOUT ETIME ABORT_ERR ERR_CANCELED ERR_SOCKET_CONNECTION_TIMEOUT
     UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT UND_ERR_ABORTED
     PROTOCOL_SEQUENCE_TIMEOUT ER_LOCK_WAIT_TIMEOUT ER_QUERY_TIMEOUT ER_STATEMENT_TIMEOUT ER_NET_READ_INTERRUPTED`,
  ],
  [
    outage('overload'),
    `ER_CON_COUNT_ERROR ER_TOO_MANY_USER_CONNECTIONS ER_USER_LIMIT_REACHED ER_OUT_OF_RESOURCES ER_OUTOFMEMORY
     ER_OUT_OF_SORTMEMORY ER_DISK_FULL ER_LOCK_DEADLOCK ER_TOO_MANY_CONCURRENT_TRXS POOL_ENQUEUELIMIT`,
  ],
  [
    refusal('connect'),
    `EPROTO ER_BAD_DB_ERROR ER_NO_DB_ERROR HANDSHAKE_SSL_ERROR HANDSHAKE_NO_SSL_SUPPORT HANDSHAKE_UNKNOWN_ERROR ECONNSTRING
     CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_UNTRUSTED CERT_REJECTED CERT_REVOKED DEPTH_ZERO_SELF_SIGNED_CERT
     SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY
     UNABLE_TO_VERIFY_LEAF_SIGNATURE HOSTNAME_MISMATCH INVALID_CA ENCRYPT SHA256_NOSSL NR_CONNECTION`,
  ],
  [
    refusal('login'),
    `ELOGIN ER_ACCESS_DENIED_ERROR ER_ACCESS_DENIED_NO_PASSWORD_ERROR ER_NOT_SUPPORTED_AUTH_MODE ER_HOST_NOT_PRIVILEGED
     ER_ACCOUNT_HAS_BEEN_LOCKED ER_MUST_CHANGE_PASSWORD ER_MUST_CHANGE_PASSWORD_LOGIN AUTH_SWITCH_PLUGIN_ERROR`,
  ],
  [
    refusal('permission'),
    `ER_DBACCESS_DENIED_ERROR ER_TABLEACCESS_DENIED_ERROR ER_COLUMNACCESS_DENIED_ERROR ER_PROCACCESS_DENIED_ERROR
     ER_SPECIFIC_ACCESS_DENIED_ERROR ER_OPTION_PREVENTS_STATEMENT ER_VIEW_INVALID ER_KILL_DENIED_ERROR`,
  ],
  [
    refusal('syntax'),
    `ER_PARSE_ERROR ER_SYNTAX_ERROR ER_EMPTY_QUERY ER_NO_SUCH_TABLE ER_BAD_TABLE_ERROR ER_BAD_FIELD_ERROR ER_NON_UNIQ_ERROR
     ER_SP_DOES_NOT_EXIST ER_WRONG_FIELD_WITH_GROUP ER_WRONG_VALUE_COUNT_ON_ROW ER_WRONG_PARAMCOUNT_TO_PROCEDURE
     ER_UNKNOWN_TABLE ER_FUNC_INEXISTENT_NAME_COLLISION EARGS EINJECT ENOTOPEN EINVALIDSTATE`,
  ],
)

/** @see PostgreSQL documentation, appendix A. The classes beginning with 28, 42, 08 and 53 are shared with SQL/CLI. */
export const SQLSTATES: readonly (readonly [prefix: string, KnownFault])[] = [
  ['28', refusal('login')],
  ['42501', refusal('permission')],
  ['42000', refusal('syntax')],
  ['42', refusal('syntax')],
  ['0A', refusal('syntax')],
  ['26', refusal('syntax')],
  ['25006', refusal('permission')],
  ['3D', refusal('connect')],
  ['3F', refusal('syntax')],
  ['08P01', refusal('connect')],
  ['08', outage('connect')],
  ['53', outage('overload')],
  ['54', refusal('syntax')],
  ['57014', outage('timeout')],
  ['57', outage('connect')],
  ['58', outage('connect')],
  ['55P03', outage('timeout')],
  ['40', outage('overload')],
  ['HYT', outage('timeout')],
  ['XX', refusal('overload')],
]

/** Names of classes. Unlisted classes may mean anything. */
export const NAMES = table(
  [
    outage('timeout'),
    `TimeoutError AbortError CanceledError ConnectTimeoutError HeadersTimeoutError BodyTimeoutError RequestTimeoutError
     ConnectionTimeoutError SocketTimeoutError ResponseTimeoutError KnexTimeoutError MongoTimeoutError
     MongoNetworkTimeoutError MongoWaitQueueTimeoutError MongoOperationTimeoutError WaitQueueTimeoutError
     TimeLimitExceededError CommandTimeoutDuringMaintenanceError SocketTimeoutDuringMaintenanceError
     ConnectionAcquireTimeoutError`,
  ],
  [
    outage('connect'),
    `MongoServerSelectionError MongoNetworkError MongoTopologyClosedError MongoNotConnectedError MongoPoolClearedError
     PoolClearedError MongoPoolClosedError PoolClosedError MongoServerClosedError MongoTailableCursorError
     UnavailableError ServerDownError ConnectError ConnectionError NoMoreRetriesError SocketError
     SocketClosedUnexpectedlyError ClientClosedError ClientOfflineError DisconnectsClientError ReconnectStrategyError
     RootNodesUnavailableError AbortingError ConnectionRefusedError HostNotFoundError HostNotReachableError`,
  ],
  [
    outage('overload'),
    `BusyError AdminLimitExceededError MaxRetriesPerRequestError PoolRequestQueueLimitError`,
  ],
  [refusal('permission'), `InsufficientAccessError ConfidentialityRequiredError`],
  [
    refusal('login'),
    `StrongAuthRequiredError AuthMethodNotSupportedError InappropriateAuthError AccessDeniedError`,
  ],
  [
    refusal('syntax'),
    `ProtocolError InvalidDNSyntaxError UndefinedTypeError NoSuchAttributeError DatabaseNotFoundError`,
  ],
)

/** `number` of SQL Server, by tedious and mssql. */
export const SQL_SERVER = table(
  [refusal('login'), '18450 18451 18452 18456 18461 18470 18486 18487 18488 916'],
  [refusal('connect'), '4060 4064 911 40532'],
  [refusal('permission'), '229 230 262 297 300 3906 15247'],
  [refusal('syntax'), '102 105 156 170 201 207 208 209 2812 8144 8145 8178 137 319 4104'],
  [outage('timeout'), '-2 1222 258'],
  [
    outage('overload'),
    '1205 701 1204 1105 9002 17809 10928 10929 10936 40501 40549 40550 40551 40552 40553 49918 49919 49920',
  ],
  [outage('connect'), '6005 17142 40143 40197 40613 40540 18401 4221 10053 10054 10060 11001 983'],
)

/** `code` of MongoDB's server. @see src/mongo/base/error_codes.yml of the server */
export const MONGO = table(
  [refusal('login'), '18 8000 11 334'],
  [refusal('permission'), '13 31 33'],
  [refusal('syntax'), '9 14 59 40 168 40324 40415 16410 96'],
  [outage('timeout'), '50 89 202 262 24 46'],
  [outage('connect'), '6 7 91 133 189 9001 10107 11600 11602 13388 13435 13436 10058 317'],
  [outage('overload'), '112 146 39 462'],
)

/** `code` of an LDAP answer. 49, wrong credentials, is how a directory denies a user. @see RFC 4511, appendix A */
export const LDAP = table(
  [outage('timeout'), '3 85'],
  [outage('overload'), '11 51'],
  [outage('connect'), '52 81 91'],
  [refusal('login'), '7 8 48'],
  [refusal('permission'), '13 50 123'],
  [refusal('syntax'), '2 17 18 34'],
)

/** ORA- numbers; network trouble is 12150 to 12699. */
export const ORACLE = table(
  [refusal('login'), '1005 1017 28000 28001 28002 28040 1045 1035'],
  [refusal('permission'), '1031 1950 1039 1720'],
  [refusal('syntax'), '4043 6550 4063 1722 6553 6502'],
  [outage('timeout'), '1013 30006 51 2049 3136 4021'],
  [outage('overload'), '18 19 20 54 60 2391 4030 4031 4036 257 1000 1555 1652 1653 604'],
  [outage('connect'), '28 1012 1033 1034 1089 1090 1092 2396 3113 3114 3135 25408 28547'],
)

/** Errors of node-oracledb itself. */
export const NJS = table(
  [outage('connect'), '500 501 503 511 512 521 523 530 3'],
  [outage('timeout'), '123 510 40 520'],
  [outage('overload'), '76 65'],
  [refusal('connect'), '516 517 518 515 505 533'],
)

/** The first word of an error from Redis. */
export const REDIS = table(
  [outage('connect'), 'MASTERDOWN CLUSTERDOWN NOREPLICAS LOADING'],
  [outage('overload'), 'BUSY TRYAGAIN OOM'],
  [refusal('login'), 'NOAUTH WRONGPASS'],
  [refusal('permission'), 'NOPERM READONLY'],
  [refusal('syntax'), 'WRONGTYPE NOSCRIPT'],
)

/**
 * Messages of drivers that set no code. Each pattern is linear, and only the beginning of a message is searched. No pattern
 * may match words in which a script denies a user.
 */
export const MESSAGES: readonly (readonly [RegExp, KnownFault])[] = [
  [
    /^(?:timeout expired|timeout exceeded when trying to connect|Query read timeout|Connection timeout|Network timeout)/i,
    outage('timeout'),
  ],
  [
    /^(?:Connection terminated|Client has encountered a connection error|Client was closed|connection timed out|failed to connect to server|no primary found|topology was destroyed|server instance pool was destroyed|The client is (?:closed|offline)|Socket closed unexpectedly|Connection lost before|Connection closed|socket hang up|network timeout at:|request to \S{1,300} failed)/i,
    outage('connect'),
  ],
  [
    /^(?:sorry, too many clients|remaining connection slots|ERR max number of clients|Too many connections|Queue limit reached|No connections available)/i,
    outage('overload'),
  ],
]

export const REDIS_NAMES = ['ReplyError', 'ErrorReply', 'SimpleError', 'BlobError']
