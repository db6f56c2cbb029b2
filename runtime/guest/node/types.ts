/** `util/types`: what a value is, by what only such a value can do. @see https://nodejs.org/api/util.html#utiltypes @module */

type Test = (value: unknown) => boolean

const { apply, getPrototypeOf } = Reflect

/** A check that a method of a built-in accepts the value as its `this`. */
function accepts(method: unknown): Test {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false
    try {
      apply(method as () => void, value, [])
      return true
    } catch {
      return false
    }
  }
}

const getter = (prototype: object, name: string | symbol): unknown =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get

const typedArrayTag = getter(
  getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
) as () => unknown

const isArray =
  (name: string): Test =>
  (value) =>
    apply(typedArrayTag, value, []) === name

const GeneratorFunction = getPrototypeOf(function* () {}) as object
const AsyncFunction = getPrototypeOf(async () => {}) as object
const AsyncGeneratorFunction = getPrototypeOf(async function* () {}) as object
const Generator = (GeneratorFunction as { prototype: { next: unknown } }).prototype
const tagged =
  (tag: string): Test =>
  (value) => {
    if (typeof value !== 'object' || value === null) return false
    // The object's own tag could be false.
    return (
      !Object.hasOwn(value, Symbol.toStringTag) && Object.prototype.toString.call(value) === `[object ${tag}]`
    )
  }
const kindOfFunction =
  (prototype: object): Test =>
  (value) =>
    typeof value === 'function' && Object.prototype.isPrototypeOf.call(prototype, value)

const isBoxed = {
  isNumberObject: accepts(Number.prototype.valueOf),
  isStringObject: accepts(String.prototype.valueOf),
  isBooleanObject: accepts(Boolean.prototype.valueOf),
  isBigIntObject: accepts(BigInt.prototype.valueOf),
  isSymbolObject: accepts(Symbol.prototype.valueOf),
}

const isArrayBuffer = accepts(getter(ArrayBuffer.prototype, 'byteLength'))
const isWeak =
  (method: (this: never, key: object) => unknown): Test =>
  (value) => {
    if (typeof value !== 'object' || value === null) return false
    try {
      apply(method, value, [{}])
      return true
    } catch {
      return false
    }
  }

/** `util.types` */
export const types = {
  ...isBoxed,
  isBoxedPrimitive: (value: unknown) => Object.values(isBoxed).some((test) => test(value)),
  isDate: accepts(Date.prototype.getTime),
  isRegExp: (value: unknown) =>
    value !== RegExp.prototype && accepts(getter(RegExp.prototype, 'source'))(value),
  isMap: accepts(getter(Map.prototype, 'size')),
  isSet: accepts(getter(Set.prototype, 'size')),
  isWeakMap: isWeak(WeakMap.prototype.has),
  isWeakSet: isWeak(WeakSet.prototype.has),
  isMapIterator: tagged('Map Iterator'),
  isSetIterator: tagged('Set Iterator'),
  isPromise: (value: unknown) => value instanceof Promise,
  isNativeError: (value: unknown) =>
    (Error as unknown as { isError(value: unknown): boolean }).isError(value),
  isArrayBuffer,
  isAnyArrayBuffer: isArrayBuffer,
  isSharedArrayBuffer: () => false,
  isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
  isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isDataView: (value: unknown) => ArrayBuffer.isView(value) && value instanceof DataView,
  isUint8Array: isArray('Uint8Array'),
  isUint8ClampedArray: isArray('Uint8ClampedArray'),
  isUint16Array: isArray('Uint16Array'),
  isUint32Array: isArray('Uint32Array'),
  isInt8Array: isArray('Int8Array'),
  isInt16Array: isArray('Int16Array'),
  isInt32Array: isArray('Int32Array'),
  isFloat32Array: isArray('Float32Array'),
  isFloat64Array: isArray('Float64Array'),
  isBigInt64Array: isArray('BigInt64Array'),
  isBigUint64Array: isArray('BigUint64Array'),
  isGeneratorFunction: (value: unknown) =>
    kindOfFunction(GeneratorFunction)(value) || kindOfFunction(AsyncGeneratorFunction)(value),
  isAsyncFunction: (value: unknown) =>
    kindOfFunction(AsyncFunction)(value) || kindOfFunction(AsyncGeneratorFunction)(value),
  isGeneratorObject: (value: unknown) =>
    typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(Generator, value),
  isArgumentsObject: tagged('Arguments'),
  isModuleNamespaceObject: tagged('Module'),
  // V8 gives scripts no information about proxies, external values and key objects of the host.
  isProxy: () => false,
  isExternal: () => false,
}
