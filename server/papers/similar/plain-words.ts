// Words that papers of any subject share: "rather", "came", "propose". In a small catalogue they are as rare as words that
// say something, so nobody is told that two papers are "about" them.

/** Plain words. One form of each is enough: their stems are compared. */
export const PLAIN_WORDS = `
about above according across actual actually add addition additional after again against ago agree ahead all allow almost
alone along already also although always among amount another answer any anything apart appear apply appropriate approximately
are area argue argument around arrive aside ask aspect assume at attempt author available average away back bad base basic became
because become been before beforehand began begin behind being believe below benefit beside best better between beyond big
billion both brief briefly bring broad brought build built but by call came can care carry case cause central certain
challenge challenging change characteristic cheap choice choose chose clear clearly close collect combine come common commonly
compare comparison complete completely complicated compute concern conclude conclusion condition consider consist consistently
construct contain context contrary contribute contribution correspond corresponding cost could count course cover create
crucial current currently cut deal decade decide deep deeply define demonstrate depend describe description desired despite
detail detailed determine develop development differ difference different differently difficult difficulty direct direction
discuss discussion distinct do done double down draw due during each earlier early easily easy effect effective effectively
effort eight either element else employ enable end enough ensure entire entirely equal especially essential establish etc
evaluate evaluation even ever every everybody everyone everything everywhere evidence exact exactly examine example excellent
except exist existing expect expensive experiment experimental explain explore extend extensive extent extra extremely face
facilitate fact fail fairly fall famous far fast faster feature few fewer field fifth fifty fill final finally find finding
fine first fit five fix fixed focus follow following for force form former found four fourth framework free frequent
frequently from full fully fundamental further furthermore gain gap gave general generally get give given global go goal goes
gone good got grant great greatly ground group grow had half hand handle happen hard hardly has have having help hence her
here high higher highest highly him his hold hour how however huge hundred idea identify if illustrate immediate impact
implement imply importance important improve improvement in include including increase increasing increasingly indeed indicate
initial inside insight inspire instance instead interest interesting into introduce introduction investigate investigation
involve issue it item its itself job join judge just keep kept kind knew know known lack large largely larger largest last
late later latter lay lead learnt least leave led left length less let level lie life like likely limit limitation limited
line list little local long longer look lose lost lot low lower lowest made main mainly maintain major majority make many mark
matter may maybe mean meanwhile mention mere merely met method middle might million mind minor minute miss mix modern moment
month more moreover most mostly motivate move much must name namely narrow natural near nearby nearly necessarily necessary
need neither never nevertheless new newly next nice nine no nobody none nor normal not note nothing notion novel now number
numerous observe obtain obvious occur of off offer often old on once one ones only onto open opposite or order ordinary
original other otherwise ought our out outcome outperform outside over overall overcome own pair paper paragraph part partial
particular particularly pass past pay people per perform performance perhaps period permit person perspective pick piece place
plain play plenty point poor popular pose position possibility possible possibly potential powerful practical practice precise
precisely prefer present previous previously primarily primary principal prior problem procedure proceed process produce
promise promising proper properly property propose proposed prove provide publish purpose put quality quarter question quick
quickly quite raise ran range rapid rare rarely rather reach read ready real realistic reality really reason reasonable
receive recent recently reduce reduction refer regard relate relation relative relatively relevant rely remain remarkable remove
repeat replace report represent require requirement research researcher respect respectively rest result return reveal review
rich right rise role roughly round run said same satisfy saw say scale scenario second section see seek seem seen select self
send sense sent separate serious serve set setting seven several shall shape share she short should show shown side sight
significant significantly similar similarly simple simply simultaneously since single situation six sixties size skip slight
slightly slow small smaller so solution solve some somebody someone something sometimes somewhat soon sort sought special
specific specifically spend split spread stage stand standard start state stay step still stop straightforward strong strongly
study subject subsequent substantial substantially success successful successfully such suffer sufficient suggest suitable sum
summarize superior support sure surprising surprisingly tackle take talk task technique tell ten tend term test than thank
that the their them themselves then theoretical there thereby therefore these they thing think third thirty this those though
thought thousand three through throughout thus tie tight time to today together told too took top total toward towards
traditional tried true truly try turn twelve twenty twice two typical typically under underlying understand unfortunately
unique unknown unless unlike until up upon upper use used useful usual usually utilize valid valuable value variety various
vary vast version very via view wait walk want was way ways we weak week well went were what whatever when where whereas
whether which while who whole whom whose why wide widely wider will wish with within without wonder words work worked world
worse worst worth would write written wrong wrote year yes yet yield you your zero
`
  .trim()
  .split(/\s+/);
