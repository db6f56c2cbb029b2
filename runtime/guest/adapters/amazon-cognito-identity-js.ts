/**
 * `amazon-cognito-identity-js` with its powers of numbers taken by V8's own BigInt: in JavaScript without a JIT each of the three
 * that a sign-in needs takes longer than a script may stay in one turn.
 * @module
 */

/** The bundler's. */
declare function require(path: string): unknown

/** The package's own number, of `jsbn`. */
interface BigNumber {
  toString(radix: number): string
}

interface BigNumberClass {
  new (digits: string, radix: number): BigNumber
  prototype: object
}

const toBigInt = (number: BigNumber): bigint => BigInt(`0x${number.toString(16)}`)

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** @returns the module as `require('amazon-cognito-identity-js')` gives it */
export function adapted(): unknown {
  const { default: Big } = require('amazon-cognito-identity-js/lib/BigInteger') as { default: BigNumberClass }
  Object.defineProperty(Big.prototype, 'modPow', {
    configurable: true,
    writable: true,
    value(
      this: BigNumber,
      exponent: BigNumber,
      modulus: BigNumber,
      callback?: (error: null, result: BigNumber) => void,
    ) {
      const m = toBigInt(modulus)
      // The server's value may be negative after the preceding subtraction.
      const own = this.toString(16)
      const base = own.startsWith('-') ? m - (BigInt(`0x${own.slice(1)}`) % m) : toBigInt(this)
      const result = new Big(power(base, toBigInt(exponent), m).toString(16), 16)
      callback?.(null, result)
      return result
    },
  })
  return require('amazon-cognito-identity-js')
}
