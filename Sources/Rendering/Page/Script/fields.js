/* The bytes of messages, and the fields in them. */

// Where the bytes of each message begin.
const starts = new Float64Array(data.lengths.length);
for (let i = 1; i < starts.length; i += 1) starts[i] = starts[i - 1] + data.lengths[i - 1];

function bytesOf(message) {
  if (message < 0 || !data.lengths[message]) return new Uint8Array();
  const start = starts[message];
  const end = start + data.lengths[message];
  const first = Math.floor(start / 3);
  const piece = atob(data.bytes.slice(first * 4, Math.ceil(end / 3) * 4));
  return Uint8Array.from(piece, (c) => c.charCodeAt(0)).slice(start - first * 3, end - first * 3);
}

const KINDS = ["number", "signed", "enumeration", "flags", "text", "displayText", "xml", "ipv4",
  "ipv6", "unknownAddress", "macAddress", "secret", "structure", "array", "union"];

function addressText(bytes, start, length, isLong) {
  const first = length === 20 ? start + 4 : start;
  if (!isLong) return Array.from(bytes.slice(first, first + 4)).join(".");
  const groups = [];
  for (let i = 0; i < 16; i += 2) groups.push((bytes[first + i] << 8) | bytes[first + i + 1]);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${Array.from(bytes.slice(first + 12, first + 16)).join(".")}`;
  }
  let best = [0, 0];
  for (let i = 0; i < 8; i += 1) {
    let end = i;
    while (end < 8 && groups[end] === 0) end += 1;
    if (end - i > best[1] - best[0] && end - i > 1) best = [i, end];
  }
  const words = groups.map((group) => group.toString(16));
  if (best[1] === best[0]) return words.join(":");
  return `${words.slice(0, best[0]).join(":")}::${words.slice(best[1]).join(":")}`;
}

function plainText(bytes, start, length) {
  let shown = "";
  for (let i = start; i < start + length && bytes[i]; i += 1) shown += String.fromCharCode(bytes[i]);
  return shown;
}

function mac(bytes, start, length) {
  const digits = plainText(bytes, start, 12);
  const hex = length >= 12 && /^[0-9a-fA-F]{12}$/.test(digits) ? digits.toLowerCase()
    : Array.from(bytes.slice(start, start + 6), (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(..)(?=.)/g, "$1:");
}

/** The fields of a message: depth, name, value, label, offset, length. */
function fieldsOf(message) {
  const shape = message < 0 ? undefined : data.shapes[data.shapeOf[message]];
  if (!shape) return [];
  const bytes = bytesOf(message);
  const own = data.texts[message] || {};
  return shape[3].map(([depth, name, kind, offset, length, extra], index) => {
    const field = { depth, name, kind: KINDS[kind], offset, length };
    let number = 0;
    for (let i = length - 1; i >= 0 && kind < 4; i -= 1) number = number * 256 + bytes[offset + i];
    switch (field.kind) {
    case "number": field.value = number; break;
    case "signed": field.value = number | 0; break;
    case "enumeration":
      field.value = number;
      field.label = data.labels[extra][number];
      break;
    case "flags": {
      field.value = number;
      const names = data.flags[extra];
      field.label = names.filter(([mask]) => (number & mask) >>> 0 === mask)
        .map((entry) => entry[1]).join(", ");
      break;
    }
    case "text": case "displayText": case "xml":
      field.value = own[index] === undefined ? plainText(bytes, offset, length) : own[index];
      break;
    case "ipv4": field.value = addressText(bytes, offset, length, false); break;
    case "ipv6": field.value = addressText(bytes, offset, length, true); break;
    case "macAddress": field.value = mac(bytes, offset, length); break;
    case "secret": field.value = length > 0 ? "hidden" : ""; break;
    case "array": field.count = extra; break;
    default: break;
    }
    return field;
  });
}
