"""The rules of horizon phrases: an operator and what it works on."""

from typing import Final

from claims.horizon.en import events, lengths
from claims.horizon.en import operators as op
from claims.horizon.patterns import Rule, rule

_OPS_BY: Final = "by|come"
_EVENT: Final = events.gap(12)
_SHORT: Final = events.gap(8)

PHRASE_RULES: Final[tuple[Rule, ...]] = (
    # Periods.
    rule("<period>", "<period>", op.mention),
    rule(
        "in <period>",
        "early|late|later|sometime|also|only|again? in|on|during|over|at|around|across|throughout|inside|within|"
        "toward|towards|near|amid the|its|our|their|his|her|either|a? <p>",
        op.during,
    ),
    rule("on <the unit>", "during|over|in|throughout|across <unit>", op.during),
    rule("for <period>", "for <p>", op.during),
    rule(
        "starting <period>",
        "~is|are|was|were|be|been starting|beginning|effective|commencing|from on|in|from? <p>",
        op.from_period,
    ),
    rule("with effect from <period>", "with effect from|on <p>", op.from_period),
    rule("from <period> on", "from <p> on|onward|onwards|forward", op.from_period),
    rule("as of <period>", "as of|from|at <p>", op.as_of),
    rule("in time for <period>", "in time for <p>", op.by_period),
    rule("in or around <period>", "in|on|at or about|near? <p>", op.during),
    rule("slip into <period>", "+slip|slips|slipped|slipping|spill|spills|pushed|push into <p>", op.put_off),
    rule("into <period>", "well|far|deep|on|late|right? into <p>", op.until),
    rule(
        "come <period>",
        "~will|to|would|could|may|might|can|should|must|has|have|not|they|we|that|which come <p>",
        op.by_period,
    ),
    rule("by <period>", "by|b4 about|around|sometime|late|early|then|at? in|on|the? <p>", op.by_period),
    rule("by <period>, at the latest", "by|on|in|before? <x> ,? at the very? latest|most", op.by_hard),
    rule("by <period> latest", "by|on? <x> latest", op.by_hard),
    rule("at the latest by <period>", "at the latest ,? by|on|in <x>", op.by_hard),
    rule("no later than <period>", "no|not|never later than|by? in|on|by? <x>", op.by_hard),
    rule("not after <period>", "not|no|never after <p>", op.by_hard),
    rule("not beyond <period>", "not beyond|past <p>", op.by_hard),
    rule("at latest by <period>", "nlt <p>", op.by_hard),
    rule("on or before <period>", "on|in or before <p>", op.by_hard),
    rule("before or on <period>", "before or on|during|by|in <p>", op.by_hard),
    rule("by or before <period>", "by or before <p>", op.by_hard),
    rule("up to <period>", "up to ( and including )? <x>", op.until),
    rule("as late as <period>", "as|until late as|into in|on? <x>", op.by_hard),
    rule("until as late as <period>", "until as? late as|into|in? <x>", op.until),
    rule("before <period>", "well|long|sometime|shortly|just? before the? in|on? <p>", op.before),
    rule("sooner than <period>", "~no|not|any|never sooner|earlier than <p>", op.before),
    rule("prior to <period>", "prior to <p>", op.before),
    rule("in the run-up to <period>", "in|during|for? the run|lead|build -? up to the? <x>", op.before),
    rule(
        "in the run-up to <event> on <period>",
        f"in|during|for? the run|lead|build -? up to {_SHORT} on|in <p>",
        op.before,
    ),
    rule(
        "in the run-up to <event>",
        "in|during|for? the run|lead|build -? up to {event} {event}*8 !{event}",
        events.undated,
    ),
    rule("ahead of <period>", "ahead|advance of <p>", op.before),
    rule("in advance of <period>", "in advance of <p>", op.before),
    rule("this side of <period>", "this side of <p>", op.before),
    rule(
        "before <period> is out",
        "before <x> is|runs|has|comes out|over|up|through|done|finished|ended|to|elapsed|concluded? an|a? end|close?",
        op.before_end,
    ),
    rule("before <period> ends", "before <x> ends|expires|closes|finishes|elapses|concludes", op.before_end),
    rule("until <period>", "right|well|up? until|through|till|thru the? on|in|into? <p>", op.until),
    rule(
        "put off until <period>",
        "delayed|postponed|deferred|adjourned|rescheduled|moved|suspended|pushed|put|shelved|remanded back|off|"
        "forward|up|over? until|to|till|into <p>",
        op.put_off,
    ),
    rule("until <the unit>", "until|through <unit>", op.until),
    rule("running through <period>", "all|right|clear the? way through <x>", op.until),
    rule("at least until <period>", "until|till|through at the? very? least|earliest in|on? <x>", op.at_least_until),
    rule("at least until <period>", "at the? very? least until|till|through in|on? <x>", op.at_least_until),
    rule("until <period> at least", "until|through <x> ,? at the? very? least|minimum", op.at_least_until),
    rule("until <period> at the earliest", "until|before|till <x> ,? at the? very? earliest|soonest", op.not_before),
    rule("not until <period>", "not|never|n't until|till at|least|in|on? <x>", op.not_before),
    rule("not until after <period>", "until|till after <x>", op.after),
    rule("not before <period>", "not|no|never|never before|until <x>", op.not_before),
    rule("no earlier than <period>", "no|not|never earlier|sooner|before than in|on? <x>", op.not_before),
    rule("not any earlier than <period>", "not any earlier|sooner than <x>", op.not_before),
    rule("<period> at the earliest", "in|on|by? <x> ,? at the? very? earliest|soonest", op.not_before),
    rule("at the earliest <period>", "at the earliest ,? in|on|by|from? <x>", op.not_before),
    rule("as early as <period>", "as early|soon|quickly as in|on|by|from? <x>", op.not_before),
    rule("<period> or later", "in|on|by? <p> or later|after|thereafter|beyond", op.not_before),
    rule("<period> or earlier", "in|on|by? <p> or earlier|sooner|before", op.by_hard),
    rule("on or after <period>", "on|in or after <p>", op.not_before),
    rule(
        "after <period>",
        "only|until|shortly|soon|immediately|sometime|right|just|anytime? after|beyond|past|following|post -? the? <p>",
        op.after,
    ),
    rule("all <period>", "all|throughout|all -? through|across|during|over? <unit>", op.throughout),
    rule("all <period>", "all|throughout the? <p>", op.throughout),
    rule("all <unit>", "all <=week|weekend|month|quarter|year|decade>", events.all_unit),
    rule("all through <period>", "all|right through|of|over <x>", op.throughout),
    rule("for all of <period>", "for the? whole|entire|entirety|duration|all|full of? the? <x>", op.throughout),
    rule("by nightfall", "by|before nightfall|sunset|sundown|dusk", events.later_this),
    rule("by day's end", "by day's end", events.later_this),
    rule("by dawn", "by|before dawn|daybreak|sunrise|daylight", events.next_dawn),
    rule("later in the day", "later|late in the day", events.later_this),
    rule("for <the unit>", "for <unit> !ended|ending|to|of|in", op.during),
    rule("within the hour", "within|inside the hour|day", events.later_this),
    rule("within <the unit>", "within|inside <unit>", op.unit_within),
    # Clocks.
    rule("at <clock>", "at|around|about about? <clock>", op.ClockReader(op.during)),
    rule("<clock>", "<clock>", op.ClockReader(op.during)),
    rule("by <clock>", "by|before <clock>", op.ClockReader(op.by_period)),
    rule("no later than <clock>", "no|not later than <clock>", op.ClockReader(op.by_period)),
    rule("until <clock>", "until|till|through|to <clock>", op.ClockReader(op.until)),
    rule("after <clock>", "after|from <clock>", op.ClockReader(op.not_before)),
    # Lengths.
    rule("<duration> or <duration>", "<duration>", lengths.or_lasting),
    rule(
        "in <duration>",
        "in|over|during|take|takes|taking|need|needs about|just|only|roughly|maybe|perhaps|another|as|barely|"
        "the? <duration> time?",
        lengths.in_length,
    ),
    rule(
        "in <duration>",
        "in about|just|only|roughly|maybe|perhaps|another|as|barely|exactly|the? <duration> time?",
        lengths.in_length,
    ),
    rule("in over <duration>", "in just|little|slightly? over|above <duration> time?", lengths.in_length),
    rule(
        "in over <duration>",
        "in a? little|just|slightly|bit more|longer|over than? <duration> time?",
        lengths.in_length,
    ),
    rule(
        "within <duration>",
        "within|inside|under|in under|less|just|about|only|maximum? than? a|the|of? maximum? of? <duration> "
        "period|window|span|timeframe|time?",
        lengths.within,
    ),
    rule(
        "within a <duration> period",
        "within|in|inside|over|during a|the <duration> period|window|span|timeframe|deadline",
        lengths.within,
    ),
    rule(
        "within a period of <duration>",
        "within|over|in|during|inside a|the|maximum? period|space|span|course|maximum of <duration>",
        lengths.within,
    ),
    rule(
        "in just under <duration>",
        "in|within|over just|well|a? little? under|less|fewer than? <duration> time?",
        lengths.within,
    ),
    rule(
        "in the <unit> ahead",
        "in|over|during|for|through|throughout the <=day|week|month|year|decade> ahead",
        lengths.rolling,
    ),
    rule(
        "in the <unit> to come",
        "in|over|during|for|through|throughout the <=day|week|month|year|decade> to come",
        lengths.rolling,
    ),
    rule(
        "no more than <duration>",
        "in? no|not more|longer|later than <duration> time|away|off|from? now?",
        lengths.within,
    ),
    rule("at most <duration>", "in? at the? most|maximum|best|outside <duration> away|off|out?", lengths.within),
    rule("up to <duration>", "in|for? up to <duration>", lengths.within),
    rule("in as little as <duration>", "in? as little|few|soon|early as <duration>", lengths.not_before_length),
    rule("<duration> at most", "in|within <duration> at most|max", lengths.within),
    rule(
        "the next <duration>",
        "in|over|during|within|across? the|these|this? next|coming|following|upcoming <duration>",
        lengths.next_few,
    ),
    rule(
        "for the next <duration>",
        "for|through|throughout the next|coming|following|upcoming <duration>",
        lengths.for_length,
    ),
    rule(
        "in the next <unit>",
        "in|over|during|within|across|throughout the|this next|coming|upcoming <=day|week|fortnight|month|year|"
        "decade|century|generation|hour|minute>",
        lengths.rolling,
    ),
    rule(
        "for the next <unit>",
        "for|through the next|coming <=day|week|fortnight|month|year|decade|hour>",
        lengths.rolling,
    ),
    rule("<duration> from now", "in? <duration> from now|today|here|tomorrow", lengths.from_now),
    rule(
        "<duration> from now at the latest",
        "<duration> from now|today ,? at the? latest|most|outside|maximum",
        lengths.within,
    ),
    rule("<duration> down the line", "in? <duration> down the line|road|track", lengths.from_now),
    rule("<duration> off", "+is|are|was|were|be|still|only|just|than|about|least <duration> off|out", lengths.from_now),
    rule("<duration> hence", "in? <duration> hence|away|ahead", lengths.from_now),
    rule("in <duration> from now", "in|within <duration> from now|today", lengths.in_length),
    rule(
        "for <duration>",
        "for|lasts|last|lasting|another as|another|a|about|just|only|roughly|some? long? as? <duration>",
        lengths.for_length,
    ),
    rule("stay <duration>", "+stay|stays|spend|spends <duration>", lengths.for_length),
    rule("out <duration>", "+is|are|be|was|were|been out <duration>", lengths.for_length),
    rule("for <duration> from <period>", "for|lasting <duration> from|starting|beginning on? <p>", lengths.for_from),
    rule("for up to <duration>", "for|lasting|last up|as to|long|much as? <duration>", lengths.for_length),
    rule(
        "for at least <duration>",
        "for|lasting|last|takes|take? at the? very? least|minimum another|a? <duration>",
        lengths.for_at_least,
    ),
    rule("for at least the next <duration>", "for|over|in? at least the? next|coming <duration>", lengths.for_at_least),
    rule(
        "for more than <duration>",
        "for|take|takes|last|lasting? more|longer|over|upwards|no|not|nothing less|fewer? than|of <duration>",
        lengths.for_at_least,
    ),
    rule("for a minimum of <duration>", "for|take|takes? a minimum|least of <duration>", lengths.for_at_least),
    rule(
        "no sooner than <duration>", "no|not sooner|earlier than in? <duration> from? now?", lengths.not_before_length
    ),
    rule("for the foreseeable future", "for|in|over|into? the foreseeable future", lengths.unbounded),
    # Bare plurals and vague words.
    rule("within <units>", "within|in|inside just|mere|only|under|barely|literally? <units>", lengths.plural_first),
    rule(
        "within <units>, not <units>",
        "within|in|inside|over just? <units> ,|and|or? not|rather|if|instead than|of|not? <units>",
        lengths.plural_first,
    ),
    rule(
        "within <units> or <units>",
        "within|in|inside just? <units> ,? or|and|if|to not|possibly|even|perhaps|maybe? <units>",
        lengths.plural,
    ),
    rule(
        "a matter of <units>",
        "within|in|over|inside just|only? a|the mere|very? matter|space|question|handful|short|span of? <units>",
        lengths.plural_first,
    ),
    rule("a matter of <units>", "a|the matter|question|space of <units>", lengths.plural_first),
    rule(
        "a matter of <duration>",
        "within|in|over|inside just|only? a|the mere|very? matter|space|question of <duration>",
        lengths.within,
    ),
    rule(
        "in the coming <units>",
        "in|over|during|within|for|through|across|throughout|on the|these|this next|coming|following|upcoming|"
        "ensuing|subsequent <units>",
        lengths.plural_first,
    ),
    rule(
        "in the coming <units> and <units>",
        "in|over|during|within|for|through|across the|these? next|coming|following|upcoming|ensuing <units> and|"
        "or|, <units>",
        lengths.plural,
    ),
    rule("the coming <units>", "the next|coming|upcoming <units>", lengths.plural_first),
    rule(
        "in coming <units>", "in|over|during|within|for coming|upcoming|future|subsequent <units>", lengths.plural_first
    ),
    rule(
        "in the <units> ahead",
        "in|over|during|for|through|within? the? <units> ahead|to|immediately come?",
        lengths.plural_first,
    ),
    rule(
        "in the <units> and <units> ahead",
        "in|over|during|for|through? the? <units> and|or <units> ahead|to come?",
        lengths.plural,
    ),
    rule("<units> from now", "<units> from|away|off now|today?", lengths.plural_first),
    rule("just <units> away", "just|only|mere|mere <units> away|off|out", lengths.plural_first),
    rule("for <units>", "for many|some|long? <units> ( to come )?", lengths.plural_throughout),
    rule("in a generation", "in|within|for a generation|generation's ( time )?", lengths.default(months=360)),
    rule(
        "in our lifetime",
        "in|within|during my|our|your|his|her|their|a|one's|its|the lifetime|lifetimes !of",
        lengths.default(months=600),
    ),
    rule("any day now", "any -? day|moment|minute|hour|time|week|second now", lengths.default(days=7)),
    rule("any day", "any|at any day|moment|minute|hour", lengths.default(days=7)),
    rule("imminent", "imminent|imminently", lengths.default(days=7)),
    rule("on the verge of", "on the verge|brink|cusp|point|eve|threshold of", lengths.default(days=7)),
    rule(
        "about to",
        "~how|what|think|thinking|worry|talk|talks is|are|was|were|am|be|not|now|just? just? about to !{number|"
        "num|digits|duration|yearfig}",
        lengths.default(days=7),
    ),
    rule("shortly", "very? shortly !before|after|thereafter|following", lengths.default(days=14)),
    rule("very soon", "~as|how|too very|quite|pretty|really|fairly soon !after", lengths.default(days=14)),
    rule(
        "soon",
        "~as|how|too|so sometime|any? time? anytime|fairly|real? soon enough? !after|as",
        lengths.default(days=30),
    ),
    rule("sooner rather than later", "sooner rather than later", lengths.default(days=30)),
    rule("before long", "before too|very? long", lengths.default(days=90)),
    rule(
        "in the near future",
        "in|for|over|within|during the? very|relatively? near|nearest|immediate|not -? too|so|very|? distant|"
        "near? -? future|term",
        lengths.default(months=6),
    ),
    rule(
        "in the near future",
        "in|over|for|within|during|at? the|a very? near|nearest|immediate|short -? future|term|run",
        lengths.default(months=6),
    ),
    rule("in the not too distant future", "in the not -? too|so|very? -? distant future", lengths.default(months=6)),
    rule(
        "in the medium term",
        "in|over|for|within|during the? medium|mid|intermediate -? term",
        lengths.default(months=60),
    ),
    rule(
        "in the near to medium term",
        "in|over|for|within the? near|short|medium -? to|and -? medium|mid -? term",
        lengths.default(months=60),
    ),
    rule(
        "in the near to medium term",
        "in|over|for|within the? near|short|medium -? to|and -? medium|mid -? term",
        lengths.default(months=60),
    ),
    rule(
        "in the long term",
        "in|over|for|within|during the? medium|? -? to? longer|long|very -? term|run|haul",
        lengths.unbounded,
    ),
    rule("eventually", "eventually", lengths.unbounded),
    rule("someday", "someday", lengths.unbounded),
    rule("sooner or later", "sooner or later", lengths.unbounded),
    rule("at some point", "at some point|stage|time|date|moment ( in the future )?", lengths.unbounded),
    rule(
        "in the future",
        "in|at|into|for the|a|some? distant|far|unspecified|later? future|date|time|stage !{period}",
        lengths.unbounded,
    ),
    rule("in due course", "in due course|time", lengths.unbounded),
    rule("in the fullness of time", "in the fullness of time", lengths.unbounded),
    rule("indefinitely", "indefinitely", lengths.unbounded),
    rule("forever", "forever", lengths.unbounded),
    rule("until further notice", "until further notice|orders", lengths.unbounded),
    rule("in the end", "ultimately", lengths.unbounded),
    rule("going forward", "going|moving forward|ahead", lengths.unbounded),
    # Anchored lengths.
    rule(
        "within <duration> of <event> on <period>",
        f"within|inside|in|no|not later|more? than? the? <duration> of|from|after|following {_SHORT} ,? due|"
        "scheduled|expected|set|on|in|falling|starting|beginning|planned|which|is? on|for|in|to|at|due? <p>",
        events.within_of,
    ),
    rule("within <duration> of that", "within <duration> of|after that|this|then|it", events.within_later),
    rule(
        "within <duration> of <event>",
        "within|inside <duration> of|from|after|following {event} {event}*5 {event}?",
        events.undated,
    ),
    rule(
        "<duration> after <event> on <period>",
        f"<duration> after|following|from|past|beyond {_SHORT} on|in|of|the|at? the? <p> {{event}}?",
        events.after_event,
    ),
    rule(
        "the day after <event> on <period>",
        f"the <=day|night|morning|week> <=after|before|following> {_SHORT} on|in|of|the|at? the? <p>",
        events.day_beside,
    ),
    rule(
        "<duration> before <event> on <period>",
        f"<duration> before|ahead|prior of|to? {_SHORT} on|in|of|the|at? the? <p> {{event}}?",
        events.before_event,
    ),
    rule(
        "<duration> later",
        "just|only|some|about|roughly? <duration> later|afterwards|afterward|thereafter",
        events.later,
    ),
    rule("by then", "by|before then", events.by_then),
    rule("by that time", "by that time|point|date", events.by_then),
    rule("<duration> after that", "<duration> after that|this|then", events.later),
    rule("within <duration> thereafter", "within <duration> thereafter|afterwards|later", events.within_later),
    rule(
        "the following <unit>",
        "on|in|during? the following|next|subsequent <=day|week|month|year|morning|evening|afternoon|night|"
        "decade|quarter> !'s|{number}",
        events.following,
    ),
    rule("the same day", "on|from? the|that same <=day> !{number}", events.same_day),
    rule("a day later", "the day|morning|week after !{p}", lambda c: events.following(c, "day")),
    # Events.
    rule("by the time <event> on <period>", f"by the time {_EVENT} on|in|by? <p>", events.event_by),
    rule("by the time <event>", "by the time {event} {event}*11 !{event}", events.undated),
    rule("when <event> on <period>", f"when|whenever {_EVENT} on|in|at|from? <p>", events.event_on),
    rule("when <event>", "when|whenever|once {event} {event} {event}*10 !{event}", events.undated),
    rule("once <event> on <period>", f"once|after {{event}} {_EVENT} on|in|at|from? <p>", op.after),
    rule(
        "before <event> ends on <period>",
        f"before {{event}} {events.gap(8)} ends|expires|closes|finishes|ended on|in|at <p>",
        op.before_end,
    ),
    rule(
        "before <event> on <period>",
        f"before|ahead|prior of|to? {{event}} {_EVENT} on|in|from|begins|starts|opens|at|for? on|in? <p>",
        events.before_on,
    ),
    rule("until <event> on <period>", f"until|till|through {{event}} {_EVENT} on|in|from|at? <p>", op.until),
    rule("the holidays", "before|after|over|during|by|until the holidays", events.undated),
    rule("before <event>", "before|until|till {event} {event}*11 !{event}", events.before_undated),
    rule("after <event>", "after|following {event} {event}*11 !{event}", events.after_undated),
    rule("as long as <event>", "as|so long as {event} {event}*11 !{event}", events.undated),
    rule(
        "the <year>-<yy> season",
        "in|for|during|until|before|by|after|from|of? the|next|this? <quiet> season|campaign",
        events.season,
    ),
    # The past.
    rule(
        "since <period>",
        "since|ago|until early|late|at|in|least|around|about? in|on|the? <any|unit>",
        op.suppress,
    ),
    # "Back on Monday" is where somebody returns.
    rule("back in <period>", "back in early|late? <any|unit>", op.suppress),
    rule(
        "<period> past",
        "on|in|during|over|by|until|since|from|for|late|early|after|before|of|at|through? the? <past>",
        op.recent,
    ),
    rule(
        "<duration> ago",
        "some|about|just|only|more? than? <duration> earlier|old|prior|back|previously",
        op.recent,
    ),
    rule("<duration> before", "<duration> before !{event}", op.recent),
    rule("<units> ago", "<units> ago|earlier", op.recent),
    rule(
        "the past <duration>",
        "in|over|during|for|within? the|this|these? past|last|previous|preceding|prior <duration|units>",
        op.recent,
    ),
    rule("in recent <units>", "in|over|during the|more? recent|past|previous|earlier <units|unit>", op.recent),
    rule("a <duration>-old", "<duration> - old|ago", op.recent),
    rule("said <period>", "~be|to|being|get|been|is|are {spoke} on|in|late|early? <period|quiet>", op.said),
)
