/** What a column's name says about its content. Names only propose; a person decides. English, and some German, French, Spanish. */

/** `capital-gain` -> `capital gain`; `AgeGroup` -> `age group`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

const quantity =
  /\b(age|agep|alter|num|number|no of|count|cnt|anzahl|nombre|hours?|hrs|minutes?|mins?|seconds?|days?|weeks?|months?|years?|tenure|duration|amount|amt|price|cost|charges?|fee|income|salary|wage|gain|loss|balance|bal|total|sum|size|qty|quantity|rooms?|weight|height|width|length|distance|speed|temperature|score|points|rate|visits|children|persons|noc|npf|population|households|bedrooms|kids)\b/;
const code =
  /\b(sex|gender|race|ethnic(ity)?|religion|code|cd|type|typ|cat|category|class|klasse|status|marital|marriage|msp|region|state|province|group|grp|flag|education|edu|occupation|occp|industry|ind|indp|naics|sic|icd|soc|fips|puma|cbsa|msa|country|birth country|relationship|residence|student|health|economic activity|composition|base|workclass|segment|channel|hisp|rac1p|own rent|product|plan|department|dept|branch|store|zone|district)\b/;
const scale =
  /\b(decile|quartile|quintile|percentile|grade|level|rank|rating|stage|likert|severity|priority|edu|pay \d)\b/;
const flag = /^(is|has|had|was|can|did|does|ist|hat)\b|\b(flag|indicator|ind|yn|bool|boolean)$/;
const key =
  /(^|\b)(id|ids|uuid|guid|key|pk|identifier|kennung|nummer|nr|no|rowid|row|index|record|serial)$|^(id|row|index|unnamed)\b|^column 1$/;
const postal =
  /\b(zip|zip ?code|zip ?5|post ?code|postal( ?code)?|plz|postleitzahl|code postal|codigo postal|código postal|cap|pincode|postnr|postnummer)\b/;
const known =
  /\b(age|agep|alter|sex|gender|geschlecht|birth|dob|geburt|race|rac1p|ethnic(ity)?|hisp|zip|postcode|postal|plz|city|town|stadt|ort|region|state|province|county|puma|country|nationality|native|marital|marriage|msp|married|education|edu|school|occupation|occp|job|industry|indp|employer|workclass|relationship|children|noc|npf|dependents|partner|household|housing|own rent|latitude|longitude|lat|lon|address|street|religion|language|veteran|student|senior citizen)\b/;
const sensitive =
  /\b(income|salary|wage|pincp|earning|einkommen|gehalt|capital|wealth|debt|default|loan|credit|limit bal|bill amt\d*|pay amt\d*|pay \d|balance|poverty|povpip|diagnos\w*|disease|icd( ?\d+)?|health|illness|disab\w*|drem|dphy|deye|dear|dvet|hiv|cancer|medication|drug|treatment|mental|pregnan\w*|religion|sexual|orientation|politic\w*|union|criminal|offen[cs]e|conviction|charges|grade|score|churn|ethnic(ity)?|salary)\b/;

/** Counts and measures: whole numbers that are to be modelled as numbers, however few. */
export const namesQuantity = (name: string): boolean => quantity.test(wordsOf(name));
/** Codes for categories. */
export const namesCode = (name: string): boolean => code.test(wordsOf(name));
/** Codes with an order. */
export const namesScale = (name: string): boolean => scale.test(wordsOf(name));
/** Yes-or-no questions. */
export const namesFlag = (name: string): boolean => flag.test(wordsOf(name));
/** Postal codes, which are digits in many countries and numbers in none. */
export const namesPostal = (name: string): boolean => postal.test(wordsOf(name));
/** Keys of records or people. */
export const namesKey = (name: string): boolean => key.test(wordsOf(name));
/** Somebody who looks for a person could know it. */
export const namesKnown = (name: string): boolean => known.test(wordsOf(name));
/** It would harm if it leaked. */
export const namesSensitive = (name: string): boolean => sensitive.test(wordsOf(name));
