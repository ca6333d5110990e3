/**
 * First names that are common in the languages this program knows: enough to tell a column of people from one of places
 * or products when its name does not. Ours: the most frequent names of official statistics (SSA, ONS, INSEE, INE, GfdS)
 * over the last decades; words that are usual as something else are left out.
 */
const common = new Set(
  (
    'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark ' +
    'donald steven paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob gary ' +
    'nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick jack dennis ' +
    'jerry tyler aaron henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald ' +
    'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley ' +
    'kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy ' +
    'angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet ' +
    'catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith ' +
    'megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison kathryn janice jean abigail alice ' +
    'julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany ' +
    'charlotte marie kayla alexis lori oliver noah liam lucas harry leo oscar arthur mia amelia ava lily chloe ella ' +
    'ahmed ali mohammed muhammad mohamed omar hassan ibrahim fatima aisha wei ming hiroshi yuki raj priya ' +
    'hans klaus jürgen wolfgang peter stefan andreas michael thomas werner manfred uwe bernd heinz dieter frank jens ' +
    'sebastian tobias florian felix lukas jonas finn maximilian moritz ursula sabine petra monika renate karin brigitte ' +
    'ingrid gisela claudia katharina birgit heike martina anja lena leonie johanna greta frieda ' +
    'jean pierre michel philippe alain nicolas christophe laurent françois julien sébastien antoine hugo louis jules ' +
    'nathalie isabelle sylvie françoise valérie céline aurélie camille léa manon chloé jeanne émilie ' +
    'josé antonio manuel francisco juan javier carlos miguel pedro jesús ángel luis fernando pablo sergio alejandro ' +
    'diego rafael álvaro carmen josefa isabel dolores pilar rosario lucía marta paula elena cristina mercedes'
  ).split(' '),
);

/** True for a common first name in any case. */
export function isCommonFirstName(word: string): boolean {
  return common.has(word.toLowerCase());
}
