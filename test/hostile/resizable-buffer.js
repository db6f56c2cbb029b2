// runtime: script_error|script_memory · login: 400 script_error|script_memory
function login(email, password, callback) {
  const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 31 })
  buffer.resize(2 ** 31 - 8)
  new Uint8Array(buffer).fill(1)
  callback(null, { user_id: '1', email })
}
