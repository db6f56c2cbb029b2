// runtime: script_error · login: 400 script_error
function login(email, password, callback) {
  const memory = new WebAssembly.Memory({ initial: 1600 })
  callback(null, { user_id: String(memory.buffer.byteLength), email })
}
