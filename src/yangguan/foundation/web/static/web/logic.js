/* What the operators of a form's rules mean: the twin of registers/catalogue/logic_operations.py.
   logic_vectors.json is run against both; whoever changes one changes the other. */
"use strict";

(() => {
  const library = window.jsonLogic;
  if (!library) return; // the server's answer stands
  const NUMBER = /^[ \t\r\n]*-?[0-9]{1,30}(\.[0-9]{1,30})?[ \t\r\n]*$/;
  const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(T[0-9:]*)?$/;
  const MOST_DECIMALS = 6;
  const { truthy } = library;

  /** The value as a number, or null where it does not read as one. */
  function number(value) {
    if (typeof value === "number") return Number.isFinite(value) ? value : null;
    return typeof value === "string" && NUMBER.test(value) ? Number(value) : null;
  }

  function equal(first, second) {
    if (first === undefined) return equal(null, second);
    if (second === undefined) return equal(first, null);
    if (first === null || second === null) return first === second;
    if (typeof first === "boolean" || typeof second === "boolean") return first === second;
    if (typeof first === "string" && typeof second === "string") return first === second;
    if (Array.isArray(first) && Array.isArray(second)) {
      return first.length === second.length && first.every((each, index) => equal(each, second[index]));
    }
    const one = number(first);
    return one !== null && one === number(second);
  }

  /** To 15 digits, null for what is no number. */
  function tidy(value) {
    return Number.isFinite(value) ? Number(value.toPrecision(15)) + 0 : null;
  }

  function reckoned(work, parts) {
    const numbers = parts.map(number);
    return numbers.length && !numbers.includes(null) ? tidy(work(numbers)) : null;
  }

  function lookup(data, path, missing) {
    if (path === undefined || path === null || path === "") return data;
    let found = data;
    for (const name of text(path).split(".")) {
      if (Array.isArray(found)) found = /^[0-9]{1,9}$/.test(name) ? found[Number(name)] : null;
      else if (found !== null && typeof found === "object" && Object.hasOwn(found, name)) found = found[name];
      else found = null;
    }
    return found ?? missing ?? null;
  }

  function less(first, second, orEqual) {
    const one = number(first);
    const other = number(second);
    if (one !== null && other !== null) return orEqual ? one <= other : one < other;
    if (typeof first !== "string" || typeof second !== "string") return false;
    return orEqual ? first <= second : first < second;
  }

  function ascending(parts, orEqual) {
    return parts.length > 1 && parts.slice(1).every((each, index) => less(parts[index], each, orEqual));
  }

  function isIn(needle, stack) {
    if (Array.isArray(stack)) return stack.some((each) => equal(needle, each));
    return typeof stack === "string" && typeof needle === "string" && stack.includes(needle);
  }

  function text(value) {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.map(text).join(",");
    return typeof value === "object" ? "" : String(value);
  }

  function part(value, start = 0, length = null) {
    const letters = Array.from(text(value));
    let begin = Math.trunc(number(start) ?? 0);
    if (begin < 0) begin = Math.max(letters.length + begin, 0);
    if (length === null) return letters.slice(begin).join("");
    const wanted = Math.trunc(number(length) ?? 0);
    const end = wanted < 0 ? letters.length + wanted : begin + wanted;
    return letters.slice(begin, Math.max(end, begin)).join("");
  }

  /** Half away from nought, by the digits that people see: 1.005 becomes 1.01. */
  function rounded(value, digits = 0) {
    const known = number(value);
    const wanted = number(digits);
    if (known === null || wanted === null || wanted < 0 || wanted > MOST_DECIMALS) return null;
    const places = Math.trunc(wanted);
    const [mantissa, exponent] = Math.abs(known).toExponential().split("e");
    const figures = mantissa.replace(".", "");
    const surplus = figures.length - 1 - Number(exponent) - places;
    if (surplus <= 0) return tidy(known);
    const kept = (BigInt(figures) + 5n * 10n ** BigInt(surplus - 1)) / 10n ** BigInt(surplus);
    return tidy(Math.sign(known) * Number(`${kept}e-${places}`));
  }

  function entries(parts) {
    const held = parts.length === 1 && Array.isArray(parts[0]) ? parts[0] : parts;
    return held.filter((each) => each !== null && each !== undefined && each !== "");
  }

  function outermost(choose, parts) {
    return reckoned((numbers) => choose(...numbers), parts.length === 1 ? entries(parts) : parts);
  }

  const added = (numbers) => numbers.reduce((total, each) => total + each, 0);
  const multiplied = (numbers) => numbers.reduce((product, each) => product * each, 1);

  /** Days since 1970 with year, month and day, or null for what is no date. */
  function day(value) {
    const match = typeof value === "string" ? DATE.exec(value) : null;
    if (!match || match[1] < "1000") return null;
    const [year, month, date] = match.slice(1, 4).map(Number);
    const moment = new Date(Date.UTC(year, month - 1, date));
    if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== date) return null;
    return { year, inYear: month * 100 + date, days: moment.getTime() / 86400000 };
  }

  function years(first, last) {
    const start = day(first);
    const end = day(last);
    if (!start || !end) return null;
    if (end.days < start.days) return -years(last, first) + 0;
    return end.year - start.year - (end.inYear < start.inYear ? 1 : 0);
  }

  function days(first, last) {
    const start = day(first);
    const end = day(last);
    return start && end ? end.days - start.days : null;
  }

  const operations = {
    var(path, missing) {
      return lookup(this, path, missing);
    },
    "==": equal,
    "!=": (first, second) => !equal(first, second),
    "<": (...parts) => ascending(parts, false),
    "<=": (...parts) => ascending(parts, true),
    ">": (...parts) => ascending(parts.reverse(), false),
    ">=": (...parts) => ascending(parts.reverse(), true),
    "!": (value) => !truthy(value),
    "!!": (value) => truthy(value),
    in: isIn,
    "+": (...parts) => reckoned(added, parts),
    "-": (...parts) => reckoned((n) => (n.length > 1 ? n[0] - n[1] : -n[0]), parts.slice(0, 2)),
    "*": (...parts) => reckoned(multiplied, parts),
    "/": (...parts) => reckoned((n) => n[0] / n[1], parts),
    "%": (...parts) => reckoned((n) => n[0] % n[1], parts),
    min: (...parts) => outermost(Math.min, parts),
    max: (...parts) => outermost(Math.max, parts),
    cat: (...parts) => parts.map(text).join(""),
    substr: part,
    round: rounded,
    sum: (...parts) => reckoned(added, entries(parts).length ? entries(parts) : [0]),
    count: (...parts) => entries(parts).length,
    days,
    years,
  };
  for (const [name, work] of Object.entries(operations)) library.add_operation(name, work);

  window.yangguan.logic = { number, rounded, text };
})();
